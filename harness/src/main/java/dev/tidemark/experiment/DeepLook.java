package dev.tidemark.experiment;

import dev.tidemark.analysis.Events;
import dev.tidemark.analysis.SoftlyHeld;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.diagnosis.DeepSuspects;
import dev.tidemark.diagnosis.jfr.OldObject;
import dev.tidemark.diagnosis.jfr.OldObjectSuspects;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.probe.jvm.JvmDoor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    HandleLook handles = new HandleLook(run, verdict, requests, most);
    handles.byPath();
    if (classes.isEmpty() && handles.nothingToAsk()) {
      return;
    }
    try {
      Optional<JvmDoor> door = door();
      if (door.isEmpty()) {
        return;
      }
      try (JvmDoor open = door.get()) {
        progress.say(run.arm().name() + ": looking for who holds it");
        try {
          handles.at(open);
        } catch (IOException e) {
          run.event(Events.NOTE, "who opens what grows was not asked: " + e.getMessage());
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
      run.drive(HandleLook.MORE_REQUESTS, requests.apply(each));
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
