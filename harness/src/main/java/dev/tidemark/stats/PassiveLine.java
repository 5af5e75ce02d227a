package dev.tidemark.stats;

import java.util.Optional;

/**
 * A straight line through the last part of a passive series.
 *
 * <p>The errors of such readings are what a collection left, drawn anew each time, so their
 * correlation is estimated with less of a margin than that of floors: with a dozen readings the
 * margin would hide everything.
 *
 * @param start index of its first reading
 * @param slope in the unit of y per unit of x
 * @param error standard error of the slope
 * @param noise standard deviation of a reading about the line
 */
record PassiveLine(int start, double slope, double error, int degrees, double noise) {
  /** The least that can be fitted. */
  static final int FEWEST = 5;

  /** How much a short series makes its correlation look smaller, in readings. */
  private static final double BIAS = 2;

  private static final double MOST_CORRELATION = 0.9;

  static Optional<PassiveLine> of(double[] x, double[] y, int start) {
    int length = x.length - start;
    if (length < FEWEST || !(x[x.length - 1] > x[start])) {
      return Optional.empty();
    }
    double span = x[x.length - 1] - x[start];
    double[] u = new double[length];
    double[] v = new double[length];
    for (int i = 0; i < length; i++) {
      u[i] = (x[start + i] - x[start]) / span;
      v[i] = y[start + i] - y[start];
    }
    double least = Math.max(Noise.least(u, v), Double.MIN_NORMAL);
    Design line = Design.line(u);
    return LinearFit.of(line, v, 0, least)
        .flatMap(plain -> LinearFit.of(line, v, correlation(plain.residuals()), least))
        .map(
            fit ->
                new PassiveLine(
                    start,
                    fit.estimate(0, 1) / span,
                    fit.error(0, 1) / span,
                    fit.degrees(),
                    Math.sqrt(fit.variance())));
  }

  double lower(double alpha) {
    return slope - StudentT.exceededWith(alpha, degrees) * error;
  }

  double upper(double alpha) {
    return slope + StudentT.exceededWith(alpha, degrees) * error;
  }

  /** Lag-1 autocorrelation of residuals, corrected for their number, not below 0. */
  static double correlation(double[] residuals) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < residuals.length; i++) {
      squares += residuals[i] * residuals[i];
      product += i > 0 ? residuals[i] * residuals[i - 1] : 0;
    }
    double plain = squares > 0 ? product / squares : 0;
    double n = residuals.length;
    double corrected = n > BIAS + 3 ? (n * plain + BIAS) / (n - BIAS - 2) : MOST_CORRELATION;
    return Math.min(MOST_CORRELATION, Math.max(0, corrected));
  }
}
