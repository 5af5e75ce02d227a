package dev.tidemark.stats;

import java.util.Optional;

/**
 * A linear regression whose errors follow a first-order autoregression.
 *
 * <p>Idea: with a known lag-1 correlation r, subtracting r times the previous row makes the errors
 * independent; the first row is kept, scaled by sqrt(1 - r²). Ordinary least squares on the rows so
 * transformed is the generalised least squares estimate (Prais and Winsten, 1954). With r = 0 it is
 * ordinary least squares.
 */
final class LinearFit {
  private final double[] coefficients;
  private final double[][] inverse;
  private final double[] residuals;
  private final double variance;
  private final int degrees;

  private LinearFit(
      double[] coefficients, double[][] inverse, double[] residuals, double variance, int degrees) {
    this.coefficients = coefficients;
    this.inverse = inverse;
    this.residuals = residuals;
    this.variance = variance;
    this.degrees = degrees;
  }

  /**
   * Fits, or finds that the columns are dependent or too many.
   *
   * @param correlation lag-1 autocorrelation of the errors, in [0, 1)
   * @param leastNoise the least standard deviation that the fit may claim
   */
  static Optional<LinearFit> of(Design design, double[] y, double correlation, double leastNoise) {
    int count = design.columns().length;
    int degrees = design.length() - count;
    if (degrees < 1) {
      return Optional.empty();
    }
    double[][] columns = new double[count][];
    for (int j = 0; j < count; j++) {
      columns[j] = independent(design.columns()[j], correlation);
    }
    double[] values = independent(y, correlation);
    double[][] normal = new double[count][count];
    for (int j = 0; j < count; j++) {
      Products.of(columns[j], columns, j + 1, normal[j]);
    }
    double[] moments = new double[count];
    Products.of(values, columns, count, moments);
    Optional<double[][]> inverse = SymmetricInverse.of(normal);
    if (inverse.isEmpty()) {
      return Optional.empty();
    }
    double[] coefficients = new double[count];
    for (int j = 0; j < count; j++) {
      coefficients[j] = product(inverse.get()[j], moments);
    }
    double[] errors = less(values, columns, coefficients);
    double squares = Products.of(errors, errors);
    double[] residuals = less(y, design.columns(), coefficients);
    double variance = Math.max(squares / degrees, leastNoise * leastNoise);
    return Optional.of(new LinearFit(coefficients, inverse.get(), residuals, variance, degrees));
  }

  /** The inverse of the normal matrix of the transformed rows. */
  double[][] inverse() {
    return inverse;
  }

  /** What the fit leaves of the untransformed values. */
  double[] residuals() {
    return residuals;
  }

  /** The variance of the transformed errors, never below what rounding explains. */
  double variance() {
    return variance;
  }

  int degrees() {
    return degrees;
  }

  /** The estimate of a weighted sum of coefficients. */
  double estimate(double... weights) {
    return product(weights, coefficients);
  }

  /** The standard error of a weighted sum of coefficients; missing weights are zero. */
  double error(double... weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      for (int k = 0; k < weights.length; k++) {
        sum += weights[j] * inverse[j][k] * weights[k];
      }
    }
    return Math.sqrt(Math.max(0, variance * sum));
  }

  /** Whether a weighted sum of coefficients lies above zero, one-sided at level alpha. */
  boolean positive(double alpha, double... weights) {
    return estimate(weights) > StudentT.exceededWith(alpha, degrees) * error(weights);
  }

  /** What the columns, each times its coefficient, leave of the values. */
  private static double[] less(double[] values, double[][] columns, double[] coefficients) {
    double[] fitted = new double[values.length];
    for (int j = 0; j < columns.length; j++) {
      double[] column = columns[j];
      double coefficient = coefficients[j];
      for (int i = 0; i < fitted.length; i++) {
        fitted[i] += column[i] * coefficient;
      }
    }
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = values[i] - fitted[i];
    }
    return fitted;
  }

  private static double[] independent(double[] values, double correlation) {
    if (correlation == 0) {
      return values;
    }
    double[] result = new double[values.length];
    result[0] = Math.sqrt(1 - correlation * correlation) * values[0];
    for (int i = 1; i < values.length; i++) {
      result[i] = values[i] - correlation * values[i - 1];
    }
    return result;
  }

  /** The sum of products over the shorter of the two. */
  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
