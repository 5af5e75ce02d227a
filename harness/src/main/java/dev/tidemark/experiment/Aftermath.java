package dev.tidemark.experiment;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.analysis.Events;
import dev.tidemark.experiment.StageRun.Place;
import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Range;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What follows the rounds of an arm: readings under load, stages, and, where it was asked for,
 * traffic until it dies.
 */
final class Aftermath {
  /** With less left of the budget the rounds that would have to follow do not fit into it. */
  private static final Duration WORTH_MORE_LOAD = Duration.ofMinutes(1);

  private final Plan plan;
  private final Progress progress;
  private final ArmAnalyst analyst;
  private final LedgerWriter ledger;
  private final Supplier<Duration> left;

  /**
   * @param left of the budget; negative where it is used up
   */
  Aftermath(
      Plan plan,
      Progress progress,
      ArmAnalyst analyst,
      LedgerWriter ledger,
      Supplier<Duration> left) {
    this.plan = plan;
    this.progress = progress;
    this.analyst = analyst;
    this.ledger = ledger;
    this.left = left;
  }

  /** The verdict on one arm from a record. */
  TargetVerdict verdict(ArmRun run, RunRecord record) {
    String name = run.arm().name();
    return analyst.judge(
        run.identity(),
        record.ticksOf(name),
        record.events().stream().filter(event -> event.arm().equals(name)).toList());
  }

  /**
   * Carries out all of it on an arm whose rounds are over, and lets the arm go; or lets the rounds
   * go on, where it held more after the readings under load than a plateau does.
   *
   * @param byRounds its verdict
   * @param mayGoOn whether there may be more rounds
   */
  void carryOut(ArmRun run, TargetVerdict byRounds, Place last, boolean mayGoOn)
      throws InterruptedException {
    TargetVerdict verdict = byRounds;
    long most = PressureLoad.most(plan.concurrency(), verdict);
    run.pressure(most);
    if (verdict.verdict().kind() == Verdict.Kind.PLATEAU && !run.arm().decided()) {
      run.floor(Tick.Kind.AFTER_LOAD);
      while (mayGoOn && left.get().compareTo(WORTH_MORE_LOAD) > 0 && oneMoreLoadTells(run)) {
        run.pressure(most);
        run.floor(Tick.Kind.AFTER_LOAD);
      }
      verdict = verdict(run, ledger.soFar());
      Verdict.Kind kind = verdict.verdict().kind();
      if (mayGoOn && (kind == Verdict.Kind.INCONCLUSIVE || kind == Verdict.Kind.GROWING)) {
        return;
      }
    }
    if (stages(run, verdict, last)) {
      verdict = verdict(run, ledger.soFar());
    }
    whoHoldsIt(run, verdict);
    if (DeepLook.doubted(verdict)) {
      verdict = verdict(run, ledger.soFar());
    }
    run.event(Events.DECIDED, verdict.verdict().name());
    progress.say(
        String.format(
            Locale.ROOT,
            "%s is decided after %,d requests and %.1f s of traffic: %s",
            run.arm().name(),
            verdict.requests(),
            verdict.loadSeconds(),
            verdict.verdict().name()));
    if (byRounds.verdict().kind() == Verdict.Kind.LEAK && plan.has(Plan.LET_IT_DIE)) {
      letItDie(run, verdict);
    }
    run.arm().decide();
  }

  private boolean oneMoreLoadTells(ArmRun run) {
    return !run.arm().decided()
        && analyst.oneMoreLoadTells(ledger.soFar().ticksOf(run.arm().name()));
  }

  /** Carries out the stages that may tell more of an arm, and says whether there were any. */
  boolean stages(ArmRun run, TargetVerdict verdict, Place last) throws InterruptedException {
    StageChoice choice = new StageChoice(plan);
    Duration watch = watch(run, verdict, last);
    List<Stage> stages = choice.after(verdict, last.inSegment(), watch);
    Supplier<TargetVerdict> judge = () -> verdict(run, ledger.soFar());
    StageRun stageRun = new StageRun(run, plan, choice, progress, last, judge, left);
    stageRun.carryOut(stages, verdict, watch);
    if (!watch.isZero() && !choice.wasAsked()) {
      TargetVerdict watched = judge.get();
      List<Stage> more = new ArrayList<>(choice.after(watched, last.inSegment(), Duration.ZERO));
      more.remove(Stage.IDLE);
      stageRun.carryOut(more, watched, Duration.ZERO);
    }
    return !stages.isEmpty();
  }

  /** How much longer growth is to be watched before it is called a leak. */
  private Duration watch(ArmRun run, TargetVerdict verdict, Place last) {
    if (verdict.verdict().kind() != Verdict.Kind.LEAK || plan.has(Plan.LET_IT_DIE)) {
      return Duration.ZERO;
    }
    List<Tick> rows = ledger.soFar().ticksOf(run.arm().name());
    return Watch.missing(verdict, rows, last.segment(), left.get());
  }

  /** Carries out what may still be told of an arm that the budget left open. */
  void atEndOfBudget(ArmRun run, RunRecord soFar, Place last) throws InterruptedException {
    TargetVerdict verdict = verdict(run, soFar);
    if (stages(run, verdict, last)) {
      verdict = verdict(run, ledger.soFar());
    }
    whoHoldsIt(run, verdict);
  }

  /** Looks for who holds what grows; after that nothing is measured any more. */
  void whoHoldsIt(ArmRun run, TargetVerdict verdict) throws InterruptedException {
    if (plan.has(Plan.LET_IT_DIE)) {
      return;
    }
    EvidenceFolder evidence = new EvidenceFolder(ledger.folder().evidence());
    long most = PressureLoad.most(plan.concurrency(), verdict);
    LongFunction<Opening> requests = ModeStage.requests(verdict);
    List<Suspect> classes = growing(run, verdict);
    new ProfilerLook(run, plan, progress, evidence, requests).at(verdict, classes, most);
    DumpLook dump = new DumpLook(run, plan, evidence, Headroom.ofSystem());
    new DeepLook(run, plan, progress, dump, requests).at(verdict, classes, most);
  }

  /** The classes that a verdict names, and behind them all others that grow. */
  private List<Suspect> growing(ArmRun run, TargetVerdict verdict) {
    Map<String, Suspect> classes = new LinkedHashMap<>();
    verdict.suspects().forEach(one -> classes.putIfAbsent(one.name(), one));
    if (!classes.isEmpty() || DeepLook.doubted(verdict)) {
      analyst
          .growing(ledger.soFar().ticksOf(run.arm().name()))
          .forEach(one -> classes.putIfAbsent(one.name(), one));
    }
    return List.copyOf(classes.values());
  }

  private void letItDie(ArmRun run, TargetVerdict verdict) throws InterruptedException {
    Optional<Range> projection = verdict.requestsToLimit();
    if (projection.isEmpty()) {
      run.event(Events.NOTE, "it is not driven on until it dies: its memory limit is not known");
      return;
    }
    progress.say(
        run.arm().name()
            + ": driven on until it dies; predicted after "
            + Math.round(projection.get().low())
            + " to "
            + Math.round(projection.get().high())
            + " more requests");
    run.letItDie(LetItDie.most(projection.get()));
  }
}
