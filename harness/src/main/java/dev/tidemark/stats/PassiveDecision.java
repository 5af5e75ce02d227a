package dev.tidemark.stats;

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

  public FloorDecision.Outcome outcome() {
    return shape.outcome();
  }
}
