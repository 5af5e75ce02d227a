package dev.tidemark.analysis;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.RunVerdict.Gate;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The verdict on a whole run, from its record alone: the same while it runs, at its end, and years
 * later.
 */
public final class RunAnalysis {
  private final boolean strict;

  /**
   * @param strict whether GROWING fails the gate
   */
  public RunAnalysis(boolean strict) {
    this.strict = strict;
  }

  /** Judges every arm, and the run by its worst. */
  public RunVerdict judge(RunRecord record) {
    ArmAnalyst analyst =
        new ArmAnalyst(record.manifest().plan(), Math.max(1, record.manifest().targets().size()));
    List<TargetVerdict> targets = new ArrayList<>();
    for (TargetIdentity target : record.manifest().targets()) {
      targets.add(
          analyst.judge(
              target, record.ticksOf(target.name()), eventsOf(record.events(), target.name())));
    }
    InjectorLoad injector = new InjectorLoad(record.ticksOf(InjectorLoad.ARM));
    RouteAnalyst routes =
        new RouteAnalyst(record.manifest().plan(), Math.max(1, record.manifest().targets().size()));
    return of(
        new EvidenceOfArms(record)
            .weigh(targets).stream()
                .map(injector::weigh)
                .map(target -> new LatencyUnderMemory(target, record).noted())
                .map(target -> routes.judge(target, record.ticksOf(target.name())))
                .toList());
  }

  private static List<RunEvent> eventsOf(List<RunEvent> events, String arm) {
    return events.stream().filter(event -> event.arm().equals(arm)).toList();
  }

  /**
   * The run's verdict and gate, from those of its targets: of the candidates, where one of several
   * is the baseline.
   */
  public RunVerdict of(List<TargetVerdict> targets) {
    List<TargetVerdict> candidates = EvidenceOfArms.candidates(targets);
    Verdict.Kind worst =
        candidates.stream()
            .map(t -> t.verdict().kind())
            .min(Verdict.Kind::compareTo)
            .orElse(Verdict.Kind.INCONCLUSIVE);
    boolean declared = targets.stream().anyMatch(t -> t.expected().isPresent());
    if (declared) {
      boolean met = targets.stream().allMatch(TargetVerdict::asExpected);
      String each =
          targets.stream()
              .map(
                  t ->
                      t.name()
                          + " is "
                          + t.verdict().name()
                          + t.expected()
                              .filter(kind -> kind != t.verdict().kind())
                              .map(
                                  kind -> " but " + kind + " was expected: " + t.verdict().reason())
                              .orElse(""))
              .collect(Collectors.joining(", "));
      return new RunVerdict(
          worst,
          met ? Gate.PASS : Gate.FAIL,
          met ? 0 : 1,
          met ? "every verdict is the expected one: " + each : each,
          targets);
    }
    String reason =
        candidates.stream()
            .filter(t -> t.verdict().kind() == worst)
            .map(t -> (targets.size() > 1 ? t.name() + ": " : "") + t.verdict().reason())
            .findFirst()
            .orElse("there was no target");
    return switch (worst) {
      case CRASHED, LEAK -> new RunVerdict(worst, Gate.FAIL, 1, reason, targets);
      case INCONCLUSIVE -> new RunVerdict(worst, Gate.FAIL, 3, reason, targets);
      case GROWING ->
          new RunVerdict(worst, strict ? Gate.FAIL : Gate.WARN, strict ? 1 : 0, reason, targets);
      case FILLING, PLATEAU -> new RunVerdict(worst, Gate.PASS, 0, reason, targets);
    };
  }
}
