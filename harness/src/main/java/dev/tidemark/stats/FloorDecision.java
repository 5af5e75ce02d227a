package dev.tidemark.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the floors of one series show. All figures are in the unit of y, per unit of x where they
 * are slopes.
 *
 * @param slope absent when nothing could be fitted
 * @param noise standard deviation of one reading
 * @param correlation lag-1 autocorrelation of the errors, on the safe side
 * @param reached the smallest slope that the readings rule out; absent when they rule out none
 * @param growth what was gained inside the window that the outcome rests on, less four noises; not
 *     below 0
 * @param line through that window
 * @param detectable the slope that would be significant
 * @param convictable the slope that would pass the leak test as good as surely; absent where the
 *     run is too short for it
 * @param steps level shifts found
 * @param used readings left after the burn-in, or fewer where the lower envelope was taken
 */
public record FloorDecision(
    Outcome outcome,
    Optional<Slope> slope,
    double noise,
    double correlation,
    OptionalDouble reached,
    double growth,
    Optional<Line> line,
    OptionalDouble detectable,
    OptionalDouble convictable,
    int steps,
    int used) {

  /** The shape of the series. */
  public enum Outcome {
    /** Grows, and neither stopped nor slowed down. */
    LEAK,
    /** Growth of the size asked for is ruled out. */
    PLATEAU,
    /** Grows significantly, in a shape that passed no test. */
    GROWING,
    INCONCLUSIVE
  }

  /**
   * The slope at the end of the run with its 95% interval, averaged over curves and kinds of noise;
   * the value is the median. The interval ignores that a run may be stopped early.
   */
  public record Slope(double value, double low, double high) {}

  /** A straight line from one end of a window to the other. */
  public record Line(double x0, double y0, double x1, double y1) {}

  /** The same with another slope. */
  public FloorDecision withSlope(Slope other) {
    return new FloorDecision(
        outcome,
        Optional.of(other),
        noise,
        correlation,
        reached,
        growth,
        line,
        detectable,
        convictable,
        steps,
        used);
  }

  static FloorDecision undecided(double noise) {
    return new FloorDecision(
        Outcome.INCONCLUSIVE,
        Optional.empty(),
        noise,
        0,
        OptionalDouble.empty(),
        0,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        0);
  }
}
