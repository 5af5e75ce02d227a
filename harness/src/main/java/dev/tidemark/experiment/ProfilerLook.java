package dev.tidemark.experiment;

import dev.tidemark.analysis.Events;
import dev.tidemark.diagnosis.DeepSuspects;
import dev.tidemark.diagnosis.profiler.Burst;
import dev.tidemark.diagnosis.profiler.Profile;
import dev.tidemark.diagnosis.profiler.Profiles;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.probe.jvm.AgentHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Looks for who takes memory and keeps it by async-profiler, where that was asked for, once the
 * verdict is there and nothing is measured any more.
 */
final class ProfilerLook {
  private static final double SECONDS_OF_LOAD = 3;
  private static final long FEWEST = 24;
  private static final int BURSTS = 3;

  /** Native memory counts against no limit that is known, and exact counts need few requests. */
  private static final long MOST_NATIVE = 331;

  /** So many samples of what stays are hoped for. */
  private static final double SAMPLES = 256;

  private static final long FINEST = 64;
  private static final long COARSEST = 512 << 10;

  /** So small a part of the growth that was not to be missed is not looked for. */
  private static final double LEAST = 0.25;

  private final ArmRun run;
  private final Plan plan;
  private final Progress progress;
  private final EvidenceFolder evidence;
  private final LongFunction<Opening> requests;

  /**
   * @param requests so many of those with which it grows
   */
  ProfilerLook(
      ArmRun run,
      Plan plan,
      Progress progress,
      EvidenceFolder evidence,
      LongFunction<Opening> requests) {
    this.run = run;
    this.plan = plan;
    this.progress = progress;
    this.evidence = evidence;
    this.requests = requests;
  }

  /**
   * Writes what it finds into the ledger, and stacks into the folder of evidence; what cannot be
   * done is a note.
   *
   * @param classes all that grow
   * @param most how many requests may be sent
   */
  void at(TargetVerdict verdict, List<Suspect> classes, long most) throws InterruptedException {
    Verdict.Kind kind = verdict.verdict().kind();
    boolean open =
        kind == Verdict.Kind.LEAK
            || kind == Verdict.Kind.GROWING
            || kind == Verdict.Kind.INCONCLUSIVE;
    if (!plan.has(Plan.PROFILE) || !open || run.arm().decided()) {
      return;
    }
    OptionalLong pid = JvmHere.pid(run);
    if (pid.isEmpty()) {
      run.event(Events.NOTE, "it was not profiled: the target is not known to run here");
      return;
    }
    long wanted = Math.max(FEWEST, Math.round(run.requestsPerSecond() * SECONDS_OF_LOAD));
    long each = Math.max(1, Math.min(wanted, most) / BURSTS);
    AgentHost host = AgentHost.ofPid(pid.getAsLong());
    progress.say(run.arm().name() + ": profiling what takes memory and keeps it");
    try {
      Profile off =
          Profiles.ofNativeMemory(
              host, LEAST * plan.sensitivity().bytes(), () -> drive(Math.min(each, MOST_NATIVE)));
      write(off, Events.NATIVE_SUSPECT, "native");
      if (!verdict.suspects().isEmpty()) {
        Profile heap =
            Profiles.ofObjects(host, interval(verdict, each * BURSTS), classes, () -> drive(each));
        write(heap, Events.SUSPECT, "heap");
      }
    } catch (IOException e) {
      run.event(Events.NOTE, "it was not profiled: " + e.getMessage());
    }
  }

  /** So fine that what is kept leaves enough samples. */
  private static long interval(TargetVerdict verdict, long requests) {
    double kept = verdict.suspects().stream().mapToDouble(Suspect::bytesPerRequest).sum();
    return Math.round(Math.max(FINEST, Math.min(COARSEST, kept * requests / SAMPLES)));
  }

  private void write(Profile profile, String word, String what) throws IOException {
    profile.suspects().forEach(one -> run.event(word, DeepSuspects.text(one)));
    if (!profile.folded().isEmpty()) {
      Path file = evidence.file(run.arm().name(), what + ".folded");
      evidence.write(file, profile.folded());
    }
  }

  /** Collections in between have given back by the end what need not be held. */
  private List<Burst> drive(long each) throws InterruptedException {
    List<Burst> bursts = new ArrayList<>();
    for (int i = 0; i < BURSTS; i++) {
      Instant from = Instant.now();
      long before = run.arm().gate().counts().ended();
      run.drive("profile: some more requests", requests.apply(each));
      bursts.add(new Burst(from, Instant.now(), run.arm().gate().counts().ended() - before));
      run.collect();
    }
    return bursts;
  }
}
