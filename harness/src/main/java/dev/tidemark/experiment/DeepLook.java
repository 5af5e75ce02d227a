package dev.tidemark.experiment;

import dev.tidemark.analysis.Events;
import dev.tidemark.analysis.SoftlyHeld;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.diagnosis.DeepSuspects;
import dev.tidemark.diagnosis.DescriptorOwners;
import dev.tidemark.diagnosis.DescriptorSuspects;
import dev.tidemark.diagnosis.MadeObjects;
import dev.tidemark.diagnosis.NativePointers;
import dev.tidemark.diagnosis.ThreadSuspects;
import dev.tidemark.diagnosis.jfr.OldObject;
import dev.tidemark.diagnosis.jfr.OldObjectSuspects;
import dev.tidemark.diagnosis.jfr.ThreadStarters;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.probe.jvm.JvmDoor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Looks for who holds what grows, once the verdict is clear and nothing is measured any more: the
 * flight recorder samples objects while some more requests are sent.
 */
final class DeepLook {
  private static final double SECONDS_OF_LOAD = 3;
  private static final long FEWEST = 24;
  private static final int PARTS = 3;

  /** So many threads are started, or descriptors opened, while it is looked for who does it. */
  private static final double HANDLES = 64;

  /** Requests with which pointers to native memory are counted. */
  private static final long OF_POINTERS = 512;

  /** With fewer requests than this part of those wanted, too few objects are made to tell. */
  private static final long LEAST_PART = 8;

  private static final String MORE_REQUESTS = "diagnosis: some more requests";

  /**
   * Few of the objects that stay are sampled; a second sample may have one whose holder is known.
   */
  private static final int SAMPLINGS = 5;

  private final ArmRun run;
  private final Plan plan;
  private final Progress progress;
  private final DumpLook dump;
  private final LongFunction<Opening> requests;

  /**
   * @param requests so many of those with which it grows
   */
  DeepLook(
      ArmRun run, Plan plan, Progress progress, DumpLook dump, LongFunction<Opening> requests) {
    this.run = run;
    this.plan = plan;
    this.progress = progress;
    this.dump = dump;
    this.requests = requests;
  }

  /**
   * Writes what it finds into the ledger; what cannot be done is a note there.
   *
   * @param classes all that grow
   * @param most how many requests may be sent
   */
  void at(TargetVerdict verdict, List<Suspect> classes, long most) throws InterruptedException {
    if (!grows(verdict) || run.arm().decided()) {
      return;
    }
    Optional<Double> threads = perRequest(verdict, MetricKind.THREADS);
    Optional<Double> unowned =
        perRequest(verdict, MetricKind.DESCRIPTORS)
            .filter(rate -> rate > 0 && !DeepSuspects.tellOf(rate, verdict.suspects()));
    Optional<Suspect> opened = descriptors(verdict);
    opened.ifPresent(this::found);
    Optional<Double> unseen =
        perRequest(verdict, MetricKind.NATIVE).filter(rate -> verdict.suspects().isEmpty());
    if (classes.isEmpty() && threads.isEmpty() && unowned.isEmpty() && unseen.isEmpty()) {
      return;
    }
    try {
      Optional<JvmDoor> door = door();
      if (door.isEmpty()) {
        return;
      }
      try (JvmDoor open = door.get()) {
        progress.say(run.arm().name() + ": looking for who holds it");
        if (threads.isPresent()) {
          double gained = threads.get() * verdict.requests();
          ThreadSuspects.of(open.beans(), gained, threads.get()).ifPresent(this::found);
          starters(open, threads.get(), most);
        }
        if (unowned.isPresent()) {
          owners(
              open, unowned.get(), most, opened.filter(DescriptorSuspects::areSockets).isPresent());
        }
        if (unseen.isPresent()) {
          made(open, OF_POINTERS, most)
              .flatMap(made -> NativePointers.of(made, unseen.get()))
              .ifPresent(one -> run.event(Events.NATIVE_SUSPECT, DeepSuspects.text(one)));
        }
        if (classes.isEmpty()) {
          return;
        }
        long wanted = Math.max(FEWEST, Math.round(run.requestsPerSecond() * SECONDS_OF_LOAD));
        long each = Math.max(1, Math.min(wanted, most) / PARTS);
        List<Suspect> found = new ArrayList<>();
        try {
          found.addAll(sampled(open, verdict, classes, each));
        } catch (IOException e) {
          run.event(Events.NOTE, "objects that stay were not sampled: " + e.getMessage());
        }
        found.addAll(0, dumped(open, verdict.suspects()));
        found.forEach(this::found);
      }
    } catch (IOException e) {
      run.event(Events.NOTE, "who holds it was not looked for: " + e.getMessage());
    }
  }

  /**
   * Who holds the objects that stay; where it may be soft references, also whether it is others.
   */
  private List<Suspect> sampled(
      JvmDoor open, TargetVerdict verdict, List<Suspect> classes, long each)
      throws IOException, InterruptedException {
    int enough = doubted(verdict) ? SoftlyHeld.ENOUGH : 1;
    List<OldObject> telling = new ArrayList<>();
    List<Suspect> suspects = List.of();
    for (int i = 0; i < SAMPLINGS && (noHolder(suspects) || telling.size() < enough); i++) {
      List<OldObject> objects = OldObjectSuspects.record(open.beans(), () -> drive(each));
      telling.addAll(OldObjectSuspects.telling(objects, classes));
      suspects = OldObjectSuspects.of(OldObjectSuspects.withoutShadows(telling), classes);
    }
    if (suspects.isEmpty()) {
      suspects = OldObjectSuspects.of(telling, classes);
    }
    if (doubted(verdict)) {
      long strongly = telling.stream().filter(OldObject::reached).count();
      run.event(Events.HELD, SoftlyHeld.sampled(strongly, telling.size()));
    }
    return suspects;
  }

  private static boolean noHolder(List<Suspect> suspects) {
    return suspects.stream().noneMatch(one -> one.kind().equals("holder"));
  }

  private void found(Suspect suspect) {
    run.event(Events.SUSPECT, DeepSuspects.text(suspect));
  }

  private Optional<Suspect> descriptors(TargetVerdict verdict) {
    Optional<Double> descriptors = perRequest(verdict, MetricKind.DESCRIPTORS);
    OptionalLong pid = JvmHere.pid(run);
    if (descriptors.isEmpty() || pid.isEmpty()) {
      return Optional.empty();
    }
    Path process = Path.of("/proc", String.valueOf(pid.getAsLong()));
    double gained = descriptors.get() * verdict.requests();
    try {
      return DescriptorSuspects.of(process, gained, descriptors.get());
    } catch (IOException e) {
      run.event(Events.NOTE, "open descriptors were not listed: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Which method starts the threads that gather. */
  private void starters(JvmDoor open, double perRequest, long most) throws InterruptedException {
    long wanted = Math.round(perRequest > 0 ? HANDLES / perRequest : run.requestsPerSecond());
    try {
      ThreadStarters.of(
              open.beans(),
              perRequest,
              () -> run.drive(MORE_REQUESTS, requests.apply(Math.max(1, Math.min(wanted, most)))))
          .ifPresent(this::found);
    } catch (IOException e) {
      run.event(Events.NOTE, "who starts threads was not recorded: " + e.getMessage());
    }
  }

  /** Which objects open the descriptors that gather. */
  private void owners(JvmDoor open, double perRequest, long most, boolean sockets)
      throws IOException, InterruptedException {
    made(open, Math.round(HANDLES / perRequest), most)
        .map(made -> DescriptorOwners.of(made, perRequest, sockets))
        .ifPresent(all -> all.forEach(this::found));
  }

  /**
   * The objects that some requests make, counted before they are collected. A collection comes the
   * later, the fewer requests are sent.
   */
  private Optional<MadeObjects> made(JvmDoor open, long wanted, long most)
      throws IOException, InterruptedException {
    long sent = Math.min(most, wanted);
    while (sent >= Math.max(1, wanted / LEAST_PART)) {
      run.collect();
      long collections = open.collections();
      long descriptors = open.descriptors();
      Map<String, ClassCount> before = open.objects();
      run.drive(MORE_REQUESTS, requests.apply(sent));
      long opened = open.descriptors() - descriptors;
      Map<String, ClassCount> after = open.objects();
      if (open.collections() == collections) {
        return Optional.of(new MadeObjects(before, after, sent, opened));
      }
      sent /= 2;
    }
    return Optional.empty();
  }

  /** What the first series of a kind that grows gains; 0 where others than requests drive it. */
  private static Optional<Double> perRequest(TargetVerdict verdict, MetricKind kind) {
    return verdict.series().stream()
        .filter(one -> one.kind() == kind)
        .filter(one -> one.verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE))
        .flatMap(one -> one.slope().stream())
        .map(slope -> Math.max(0, slope.perRequest()))
        .findFirst();
  }

  /** Whether it grows, or did before it was doubted. */
  private static boolean grows(TargetVerdict verdict) {
    Verdict.Kind kind = verdict.verdict().kind();
    return kind == Verdict.Kind.LEAK || kind == Verdict.Kind.GROWING || doubted(verdict);
  }

  /** Whether it grows like a leak, and is called none, such as where soft references grow, too. */
  static boolean doubted(TargetVerdict verdict) {
    return verdict.verdict().kind() == Verdict.Kind.INCONCLUSIVE
        && verdict.series().stream().anyMatch(one -> one.verdict().kind() == Verdict.Kind.LEAK);
  }

  private List<Suspect> dumped(JvmDoor open, List<Suspect> classes) throws IOException {
    OptionalLong pid = JvmHere.pid(run);
    if (!plan.has(Plan.HEAP_DUMP)) {
      return List.of();
    }
    if (pid.isEmpty()) {
      run.event(Events.NOTE, "no heap dump was taken: the target is not known to run here");
      return List.of();
    }
    progress.say(run.arm().name() + ": taking a heap dump");
    return dump.holders(open.beans(), pid.getAsLong(), classes);
  }

  /** Collections in between free what does not stay, so that it leaves the sample. */
  private void drive(long each) throws InterruptedException {
    for (int i = 0; i < PARTS; i++) {
      run.drive(MORE_REQUESTS, requests.apply(each));
      run.collect();
    }
  }

  private Optional<JvmDoor> door() throws IOException {
    for (ProbeSpec spec : run.arm().config().probes()) {
      if (spec instanceof ProbeSpec.JvmByUrl jvm) {
        try {
          ManagementDoors doors = new ManagementDoors(System.getenv());
          return Optional.of(
              JvmDoor.ofUrl(jvm.serviceUrl(), doors.access(jvm.door(), run.arm().url())));
        } catch (RunImpossible e) {
          throw new IOException(e.getMessage(), e);
        }
      }
    }
    OptionalLong pid = JvmHere.pid(run);
    return pid.isPresent() ? Optional.of(JvmDoor.ofPid(pid.getAsLong())) : Optional.empty();
  }
}
