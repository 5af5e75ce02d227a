package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Outcome;

/**
 * What a passive series shows.
 *
 * @param outcome what may be concluded, given what the readings are
 * @param shape the floor test's figures about the readings used
 * @param basis which readings were used
 * @param used how many
 */
public record PassiveDecision(Outcome outcome, FloorDecision shape, Basis basis, int used) {
  /** Which readings a decision rests on. */
  public enum Basis {
    /** Those after major collections. */
    MAJORS,
    /** The lowest of each window. */
    MINIMA
  }
}
