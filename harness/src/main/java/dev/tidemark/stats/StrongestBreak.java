package dev.tidemark.stats;

import java.util.Optional;

/**
 * The level shift, or the bend, that a series shows most clearly on top of a curve.
 *
 * <p>Idea: adding a column d changes the residual sum of squares by (r'd)² / (d'Md), where r are
 * the present residuals and M projects off the present columns (Frisch, Waugh and Lovell). Both
 * parts of a dummy or a hinge that starts at j follow from those of j + 1 by a few additions, so
 * that all positions cost one pass.
 */
final class StrongestBreak {
  /** A dummy that keeps less than this of its length is a combination of the other columns. */
  private static final double DEPENDENT = 0.3;

  /** The same of a bend, as a share of its square. */
  private static final double DEPENDENT_BEND = 1e-4;

  /**
   * @param index of the first reading on the new level, or of the one at which the slope changes
   * @param t the absolute t statistic of its column
   */
  record Break(int index, double t) {}

  private StrongestBreak() {}

  /**
   * The level shift that would lower the residual sum of squares most.
   *
   * @param columns of the fit, the second x
   */
  static Optional<Break> shift(double[][] columns, LinearFit fit, double leastNoise) {
    int last = columns[0].length - 1;
    double[] left = fit.residuals();
    double[] columnSums = new double[columns.length];
    double residualSum = 0;
    int best = 0;
    double most = 0;
    for (int j = last; j > 1; j--) {
      for (int k = 0; k < columnSums.length; k++) {
        columnSums[k] += columns[k][j];
      }
      residualSum += left[j];
      double own = last - j + 1 - quadratic(fit.inverse(), columnSums);
      if (own > DEPENDENT && j < last && residualSum * residualSum / own > most) {
        best = j;
        most = residualSum * residualSum / own;
      }
    }
    return at(best, most, fit, leastNoise);
  }

  /**
   * The reading at which a change of slope would lower the residual sum of squares most.
   *
   * @param columns of the fit, the second x
   */
  static Optional<Break> bend(double[][] columns, LinearFit fit, double leastNoise) {
    int last = columns[0].length - 1;
    double[] left = fit.residuals();
    double[] sums = new double[columns.length];
    double[] products = new double[columns.length];
    double[] hinge = new double[columns.length];
    double residuals = 0;
    double residualProducts = 0;
    double xs = 0;
    double squares = 0;
    int best = 0;
    double most = 0;
    for (int j = last; j > 1; j--) {
      double x = columns[1][j];
      for (int k = 0; k < sums.length; k++) {
        hinge[k] = products[k] - x * sums[k];
        sums[k] += columns[k][j];
        products[k] += x * columns[k][j];
      }
      double moment = residualProducts - x * residuals;
      double square = squares - 2 * x * xs + (last - j) * x * x;
      residuals += left[j];
      residualProducts += x * left[j];
      xs += x;
      squares += x * x;
      double own = square - quadratic(fit.inverse(), hinge);
      if (last - j >= 2 && own > DEPENDENT_BEND * square && moment * moment / own > most) {
        best = j;
        most = moment * moment / own;
      }
    }
    return at(best, most, fit, leastNoise);
  }

  private static Optional<Break> at(int index, double reduction, LinearFit fit, double leastNoise) {
    int degrees = fit.degrees() - 1;
    if (index == 0 || degrees < 1) {
      return Optional.empty();
    }
    double squares = fit.variance() * fit.degrees();
    double variance = Math.max((squares - reduction) / degrees, leastNoise * leastNoise);
    return Optional.of(new Break(index, Math.sqrt(reduction / variance)));
  }

  /** The quadratic form of a symmetric matrix. */
  private static double quadratic(double[][] matrix, double[] vector) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      double beside = 0;
      for (int j = 0; j < i; j++) {
        beside += matrix[i][j] * vector[j];
      }
      sum += vector[i] * (matrix[i][i] * vector[i] + 2 * beside);
    }
    return sum;
  }
}
