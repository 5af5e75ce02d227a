package dev.tidemark.model;

import java.util.Optional;

/**
 * What one piece of evidence beyond the floors of the rounds shows about one series.
 *
 * @param source where it comes from: the name of a stage, {@code classes}, {@code baseline}, {@code
 *     attribution}
 * @param series the name of the series
 * @param rate the figure with its 95% interval, where there is one
 * @param per what the figure counts by: {@code second} or {@code request}
 * @param sentence the same for people, with what it cannot show
 */
public record Finding(
    String source,
    String series,
    Outcome outcome,
    Optional<SlopeEstimate> rate,
    String per,
    String sentence) {

  /** What was found. */
  public enum Outcome {
    /** It goes on growing there. */
    GROWS,
    /** It grows there, too, but by much less than over the rounds. */
    GROWS_LESS,
    /** It does not grow there. */
    STANDS,
    /** It falls there: what was held is released. */
    FALLS,
    /** It grows more than in the baseline. */
    MORE,
    /** It grows less than in the baseline. */
    LESS,
    /** It grows as much as in the baseline. */
    ALIKE,
    /** The same whole number more with every request. */
    EXACT,
    /** What drives the growth is told apart. */
    ATTRIBUTED,
    /** A published maximum ends it. */
    BOUNDED,
    /** The evidence does not suffice; the sentence says what is missing. */
    UNDECIDED
  }
}
