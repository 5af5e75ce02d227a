package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.FloorDecision.Slope;

/**
 * What a passive series shows.
 *
 * @param shape the outcome and the figures
 * @param basis which readings it rests on
 * @param used how many
 */
public record PassiveDecision(FloorDecision shape, Basis basis, int used) {
  /** Which readings a decision rests on. */
  public enum Basis {
    /** Those after major collections. */
    MAJORS,
    /** The lowest of each window. */
    MINIMA
  }

  public Outcome outcome() {
    return shape.outcome();
  }

  /**
   * The figures with an interval for what is held. Garbage rises, too, so readings that mostly
   * follow no major collection bound the growth of what is held from above alone.
   */
  public FloorDecision held() {
    return basis == Basis.MINIMA && outcome() == Outcome.INCONCLUSIVE
        ? new FloorDecision(
            shape.outcome(),
            shape.slope().map(s -> new Slope(s.value(), Math.min(0, s.low()), s.high())),
            shape.noise(),
            shape.correlation(),
            shape.reached(),
            shape.growth(),
            shape.line(),
            shape.detectable(),
            shape.convictable(),
            shape.steps(),
            shape.used())
        : shape;
  }
}
