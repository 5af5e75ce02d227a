package dev.tidemark.experiment;

import dev.tidemark.model.Plan;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How fast the rounds of a run send, and how long they are, where that was asked for: as fast as
 * users can; at the shares of a rate that a rollout goes through, each step only where nothing grew
 * before; or at a rate as long as a soak lasts.
 */
final class Pacing {
  /** Shares of the target rate, one segment each. */
  private static final List<Double> STEPS = List.of(0.01, 0.1, 1.0);

  /** Rounds of a step before the next may begin. */
  private static final int ROUNDS_OF_A_STEP = 16;

  private static final int ROUNDS_OF_A_SOAK = 60;
  private static final double SHARE_OF_A_SOAK = 0.95;
  private static final double LONGEST_BURST_SECONDS = 10;

  private final boolean rollout;
  private final boolean soak;
  private final OptionalDouble perSecond;

  Pacing(Plan plan) {
    this.rollout = plan.has(Stage.ROLLOUT.word());
    this.soak = plan.has(Stage.SOAK.word());
    this.perSecond = rollout || soak ? plan.atRate() : OptionalDouble.empty();
  }

  /** What the gate lets through in one round of a segment. */
  Opening round(int segment, long size) {
    return perSecond.isPresent()
        ? Opening.of(size).at(perSecond.getAsDouble() * share(segment))
        : Opening.of(size);
  }

  private double share(int segment) {
    return rollout ? STEPS.get(Math.min(segment, STEPS.size() - 1)) : 1;
  }

  /** Whether a step ends with this round, at a gate before the next. */
  boolean isGate(int segment, int inSegment) {
    return rollout && segment < STEPS.size() - 1 && inSegment == ROUNDS_OF_A_STEP;
  }

  /** Why there is no further step after a verdict; empty where there may be one. */
  Optional<String> stopped(int segment, Verdict verdict) {
    return verdict.kind() == Verdict.Kind.GROWING
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the rollout stopped at %.0f%% of %.4g requests per second: memory grows",
                100 * share(segment),
                perSecond.orElse(0)))
        : Optional.empty();
  }

  /**
   * The size of the rounds of the next segment, where the pacing decides on it.
   *
   * @param measured requests per second so far
   * @param floorSeconds what a floor costs
   * @param secondsLeft of the budget
   * @return empty where the size is not a matter of the pacing; an absent size where it is not time
   */
  Optional<OptionalLong> nextSize(
      int segment, int inSegment, double measured, double floorSeconds, double secondsLeft) {
    if (soak) {
      double rate = perSecond.orElse(measured);
      double each = SHARE_OF_A_SOAK * secondsLeft / ROUNDS_OF_A_SOAK - floorSeconds;
      return Optional.of(
          segment == 0 && inSegment == ROUNDS_OF_A_STEP
              ? OptionalLong.of(inDecks(each * rate))
              : OptionalLong.empty());
    }
    if (rollout && segment < STEPS.size() - 1) {
      double seconds = Math.min(LONGEST_BURST_SECONDS, secondsLeft / ROUNDS_OF_A_SOAK);
      return Optional.of(
          isGate(segment, inSegment)
              ? OptionalLong.of(inDecks(seconds * perSecond.orElse(measured) * share(segment + 1)))
              : OptionalLong.empty());
    }
    return Optional.empty();
  }

  /** Whether rounds go on as long as the budget lasts, whatever they do not show. */
  boolean goesOn() {
    return soak;
  }

  private static long inDecks(double requests) {
    return Math.max(1, (long) requests / Traffic.DECK) * Traffic.DECK;
  }
}
