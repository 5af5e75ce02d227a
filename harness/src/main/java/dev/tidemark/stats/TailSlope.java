package dev.tidemark.stats;

import java.util.Optional;

/**
 * The slope of the last part of a series, per request.
 *
 * @param start index of its first reading
 * @param share of what the readings span without the burn-in; more than 1 with it
 * @param error standard error of the slope
 * @param deviation standard deviation of the readings about the line
 * @param steps level shifts inside it
 * @param risen slope between the level shifts, and the shifts upwards beside it
 * @param risenError standard error of that
 */
record TailSlope(
    int start,
    double share,
    double slope,
    double error,
    int degrees,
    double deviation,
    int steps,
    double risen,
    double risenError) {
  private static final int FEWEST_DEGREES = 3;

  /** The column of the first level shift, after the level and the slope. */
  private static final int STEPS_FROM = 2;

  static Optional<TailSlope> of(Readings readings, int start) {
    Readings tail = readings.from(start);
    return tail.fit()
        .filter(fit -> fit.degrees() >= FEWEST_DEGREES)
        .map(fit -> of(tail, start, fit));
  }

  private static TailSlope of(Readings tail, int start, LinearFit fit) {
    int steps = tail.steps().length;
    double share = 1 - tail.x()[0];
    double[] risen = new double[STEPS_FROM + steps];
    risen[1] = 1 / tail.span();
    for (int i = STEPS_FROM; i < risen.length; i++) {
      double[] step = new double[i + 1];
      step[i] = 1;
      risen[i] = fit.estimate(step) > 0 ? 1 / (tail.span() * share) : 0;
    }
    return new TailSlope(
        start,
        share,
        fit.estimate(0, 1) / tail.span(),
        fit.error(0, 1) / tail.span(),
        fit.degrees(),
        Math.sqrt(fit.variance()),
        steps,
        fit.estimate(risen),
        fit.error(risen));
  }

  double lower(double alpha) {
    return slope - StudentT.exceededWith(alpha, degrees) * error;
  }

  double upper(double alpha) {
    return slope + StudentT.exceededWith(alpha, degrees) * error;
  }

  /**
   * The upper bound of a line without slope which falls by one standard error, by chance: no line
   * that falls by more rules out more (power-constrained limits, Cowan et al., 2011).
   */
  double leastUpper(double alpha) {
    return (StudentT.exceededWith(alpha, degrees) - 1) * error;
  }

  /** The upper bound where what shifted upwards is growth, too. */
  double upperRisen(double alpha) {
    return risen + StudentT.exceededWith(alpha, degrees) * risenError;
  }
}
