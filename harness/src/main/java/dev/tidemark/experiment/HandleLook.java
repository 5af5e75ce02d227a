package dev.tidemark.experiment;

import dev.tidemark.analysis.Events;
import dev.tidemark.diagnosis.DeepSuspects;
import dev.tidemark.diagnosis.DescriptorOwners;
import dev.tidemark.diagnosis.DescriptorSuspects;
import dev.tidemark.diagnosis.MadeObjects;
import dev.tidemark.diagnosis.NativePointers;
import dev.tidemark.diagnosis.ThreadSuspects;
import dev.tidemark.diagnosis.jfr.ThreadStarters;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.probe.jvm.JvmDoor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Looks for who makes what a target takes beside its heap: threads, descriptors, native memory.
 * Objects that made it may be collected long since, so that some more requests are watched.
 */
final class HandleLook {
  /** Why they are sent. */
  static final String MORE_REQUESTS = "diagnosis: some more requests";

  /** So many threads are started, or descriptors opened, while it is looked for who does it. */
  private static final double HANDLES = 64;

  /** Requests with which pointers to native memory are counted. */
  private static final long OF_POINTERS = 512;

  /** With fewer requests than this part of those wanted, too few objects are made to tell. */
  private static final long LEAST_PART = 8;

  private final ArmRun run;
  private final TargetVerdict verdict;
  private final LongFunction<Opening> requests;
  private final long most;
  private final Optional<Double> threads;
  private final Optional<Double> descriptors;

  /** Descriptors gained with every request, where no object gains as many. */
  private final Optional<Double> unowned;

  /** Native bytes gained with every request, where nothing else tells of them. */
  private final Optional<Double> unseen;

  private boolean sockets;

  /**
   * @param requests so many of those with which it grows
   * @param most how many may be sent
   */
  HandleLook(ArmRun run, TargetVerdict verdict, LongFunction<Opening> requests, long most) {
    this.run = run;
    this.verdict = verdict;
    this.requests = requests;
    this.most = most;
    this.threads = perRequest(MetricKind.THREADS);
    this.descriptors = perRequest(MetricKind.DESCRIPTORS);
    this.unowned =
        descriptors.filter(rate -> rate > 0 && !DeepSuspects.tellOf(rate, verdict.suspects()));
    this.unseen = perRequest(MetricKind.NATIVE).filter(rate -> verdict.suspects().isEmpty());
  }

  /** What the first series of a kind that grows gains; 0 where others than requests drive it. */
  private Optional<Double> perRequest(MetricKind kind) {
    return verdict.growing(kind).map(slope -> Math.max(0, slope.perRequest())).findFirst();
  }

  /** Names open descriptors by what they are of, which the JVM need not be asked for. */
  void byPath() {
    OptionalLong pid = JvmHere.pid(run);
    if (descriptors.isEmpty() || pid.isEmpty()) {
      return;
    }
    Path process = Path.of("/proc", String.valueOf(pid.getAsLong()));
    try {
      Optional<Suspect> group =
          DescriptorSuspects.of(process, gained(descriptors.get()), descriptors.get());
      sockets = group.filter(DescriptorSuspects::areSockets).isPresent();
      group.ifPresent(this::found);
    } catch (IOException e) {
      run.event(Events.NOTE, "open descriptors were not listed: " + e.getMessage());
    }
  }

  private double gained(double perRequest) {
    return perRequest * verdict.requests();
  }

  /** Whether the JVM can tell nothing more. */
  boolean nothingToAsk() {
    return threads.isEmpty() && unowned.isEmpty() && unseen.isEmpty();
  }

  /**
   * Asks the JVM, and writes what it tells into the ledger.
   *
   * @throws IOException if it does not answer
   */
  void at(JvmDoor open) throws IOException, InterruptedException {
    if (threads.isPresent()) {
      ThreadSuspects.of(open.beans(), gained(threads.get()), threads.get()).ifPresent(this::found);
      starters(open, threads.get());
    }
    if (unowned.isPresent()) {
      made(open, Math.round(HANDLES / unowned.get()))
          .map(made -> DescriptorOwners.of(made, unowned.get(), sockets))
          .ifPresent(owners -> owners.forEach(this::found));
    }
    if (unseen.isPresent()) {
      made(open, OF_POINTERS)
          .flatMap(made -> NativePointers.of(made, unseen.get()))
          .ifPresent(one -> run.event(Events.NATIVE_SUSPECT, DeepSuspects.text(one)));
    }
  }

  /** Which method starts the threads that gather. */
  private void starters(JvmDoor open, double perRequest) throws InterruptedException {
    long wanted = Math.round(perRequest > 0 ? HANDLES / perRequest : run.requestsPerSecond());
    long sent = Math.max(1, Math.min(wanted, most));
    try {
      ThreadStarters.of(
              open.beans(), perRequest, () -> run.drive(MORE_REQUESTS, requests.apply(sent)))
          .ifPresent(this::found);
    } catch (IOException e) {
      run.event(Events.NOTE, "who starts threads was not recorded: " + e.getMessage());
    }
  }

  /**
   * The objects that some requests make, counted before they are collected. A collection comes the
   * later, the fewer requests are sent.
   */
  private Optional<MadeObjects> made(JvmDoor open, long wanted)
      throws IOException, InterruptedException {
    long sent = Math.min(most, wanted);
    while (sent >= Math.max(1, wanted / LEAST_PART)) {
      run.collect();
      long collections = open.collections();
      long before = open.descriptors();
      Map<String, ClassCount> objects = open.objects();
      run.drive(MORE_REQUESTS, requests.apply(sent));
      long opened = open.descriptors() - before;
      Map<String, ClassCount> after = open.objects();
      if (open.collections() == collections) {
        return Optional.of(new MadeObjects(objects, after, sent, opened));
      }
      sent /= 2;
    }
    return Optional.empty();
  }

  private void found(Suspect suspect) {
    run.event(Events.SUSPECT, DeepSuspects.text(suspect));
  }
}
