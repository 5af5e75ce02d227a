package dev.tidemark.stats;

import java.util.Optional;
import java.util.function.Supplier;

/** The solution of a linear regression whose errors follow a first-order autoregression. */
final class LinearFit {
  private final double[] coefficients;
  private final double[][] inverse;
  private final Supplier<double[]> residuals;
  private final double variance;
  private final int degrees;

  LinearFit(
      double[] coefficients,
      double[][] inverse,
      Supplier<double[]> residuals,
      double variance,
      int degrees) {
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
    return NormalEquations.of(design, y, correlation).solved(leastNoise);
  }

  /** The inverse of the normal matrix of the transformed rows. */
  double[][] inverse() {
    return inverse;
  }

  /** What the fit leaves of the untransformed values, computed anew each time. */
  double[] residuals() {
    return residuals.get();
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

  /** The sum of products over the shorter of the two. */
  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
