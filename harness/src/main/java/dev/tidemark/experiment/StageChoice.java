package dev.tidemark.experiment;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which stages follow the rounds, and how long each may take.
 *
 * <p>Stages that were asked for run whatever the verdict, but for a crash. Without being asked they
 * run where they may turn an open verdict into a decision: when memory grows and it is not known
 * why, and when many rounds were not enough to tell. Where quick traffic leaves growth below the
 * sensitivity possible, the target is watched without any: time alone may drive it. Aborted and
 * failed requests are tried on every target that is not convicted, after enough rounds. Each stage
 * takes a fifteenth of the budget, on top of it, and at least three seconds.
 */
final class StageChoice {
  private static final int SHARE_OF_BUDGET = 15;
  private static final Duration LEAST = Duration.ofSeconds(3);

  /** Growth below this share of the sensitivity is none, as in the rounds. */
  private static final double EFFECT_FLOOR = 0.1;

  private final Plan plan;
  private final List<Stage> asked;

  StageChoice(Plan plan) {
    this.plan = plan;
    this.asked = plan.asked().stream().filter(Stage::follows).toList();
  }

  boolean wasAsked() {
    return !asked.isEmpty();
  }

  /** The time of one stage. */
  Duration time() {
    Duration share = plan.budget().dividedBy(SHARE_OF_BUDGET);
    return share.compareTo(LEAST) > 0 ? share : LEAST;
  }

  /** The time of a stage in which memory grows: a part of the budget, or what is left of it. */
  static Duration longer(Plan plan, int part, Duration left) {
    Duration share = plan.budget().dividedBy(part);
    return left.compareTo(share) > 0 ? left : share;
  }

  /**
   * The stages after rounds with this verdict, in order.
   *
   * @param inSegment rounds of the last segment
   * @param watch how much longer a leak is to be watched before it is called one
   */
  List<Stage> after(TargetVerdict verdict, int inSegment, Duration watch) {
    Verdict.Kind kind = verdict.verdict().kind();
    if (kind == Verdict.Kind.CRASHED || plan.stages().contains(Plan.NO_STAGES)) {
      return List.of();
    }
    if (wasAsked()) {
      return asked;
    }
    List<Stage> stages = new ArrayList<>(toDecide(verdict, inSegment));
    boolean tooFew = kind == Verdict.Kind.INCONCLUSIVE && inSegment < RoundSize.ROUNDS;
    if (kind == Verdict.Kind.LEAK && !watch.isZero()) {
      stages.add(Stage.IDLE);
    }
    if (kind != Verdict.Kind.LEAK && !tooFew) {
      stages.addAll(plan.modes());
    }
    stages.removeIf(stage -> plan.has(Plan.OWN_REQUESTS) && stage.choosesRequests());
    return stages;
  }

  /** What the rounds should leave of the budget for stages that follow without being asked. */
  Duration reserve() {
    return wasAsked() ? Duration.ZERO : time().multipliedBy(plan.modes().size());
  }

  private static List<Stage> toDecide(TargetVerdict verdict, int inSegment) {
    return switch (verdict.verdict().kind()) {
      case GROWING -> List.of(Stage.IDLE, Stage.SAME_KEYS, Stage.REPEAT);
      case FILLING -> List.of(Stage.SAME_KEYS);
      case INCONCLUSIVE ->
          inSegment >= RoundSize.ROUNDS ? List.of(Stage.IDLE, Stage.REPEAT) : List.of();
      case PLATEAU -> nothingLeft(verdict) ? List.of() : List.of(Stage.IDLE);
      case CRASHED, LEAK -> List.of();
    };
  }

  /** Whether the rounds leave no growth of the live set possible that counts. */
  private static boolean nothingLeft(TargetVerdict verdict) {
    return verdict.series().stream()
        .filter(one -> one.kind() == MetricKind.LIVE_SET)
        .allMatch(one -> one.reached().orElse(0) < EFFECT_FLOOR * one.sensitivity());
  }
}
