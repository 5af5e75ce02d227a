package dev.tidemark.stats;

import java.util.Optional;

/**
 * The slope of the last part of a series, per request.
 *
 * @param start index of its first reading
 * @param error standard error of the slope
 * @param steps level shifts inside it
 */
record TailSlope(int start, double slope, double error, int degrees, int steps) {
  private static final int FEWEST_DEGREES = 3;

  static Optional<TailSlope> of(Readings readings, int start) {
    Readings tail = readings.from(start);
    return tail.fit()
        .filter(fit -> fit.degrees() >= FEWEST_DEGREES)
        .map(
            fit ->
                new TailSlope(
                    start,
                    fit.estimate(0, 1) / tail.span(),
                    fit.error(0, 1) / tail.span(),
                    fit.degrees(),
                    tail.steps().length));
  }

  double lower(double alpha) {
    return slope - StudentT.exceededWith(alpha, degrees) * error;
  }

  double upper(double alpha) {
    return slope + StudentT.exceededWith(alpha, degrees) * error;
  }
}
