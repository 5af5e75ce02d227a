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

  /** The level shift that would lower the residual sum of squares most. */
  static Optional<Break> shift(Design design, LinearFit fit, double leastNoise) {
    int last = design.length() - 1;
    double[] columnSums = new double[design.columns()];
    double residualSum = 0;
    Break best = new Break(0, 0);
    for (int j = last; j > 1; j--) {
      double[] row = design.rows()[j];
      for (int k = 0; k < columnSums.length; k++) {
        columnSums[k] += row[k];
      }
      residualSum += fit.residuals()[j];
      double own = last - j + 1 - quadratic(fit.inverse(), columnSums);
      if (own > DEPENDENT && j < last) {
        best = better(best, j, residualSum * residualSum / own, fit, leastNoise);
      }
    }
    return best.index() > 0 ? Optional.of(best) : Optional.empty();
  }

  /** The reading at which a change of slope would lower the residual sum of squares most. */
  static Optional<Break> bend(Design design, LinearFit fit, double leastNoise) {
    int last = design.length() - 1;
    double[] sums = new double[design.columns()];
    double[] products = new double[design.columns()];
    double[] hinge = new double[design.columns()];
    double residuals = 0;
    double residualProducts = 0;
    double xs = 0;
    double squares = 0;
    Break best = new Break(0, 0);
    for (int j = last; j > 1; j--) {
      double[] row = design.rows()[j];
      double x = row[1];
      for (int k = 0; k < sums.length; k++) {
        hinge[k] = products[k] - x * sums[k];
        sums[k] += row[k];
        products[k] += x * row[k];
      }
      double moment = residualProducts - x * residuals;
      double square = squares - 2 * x * xs + (last - j) * x * x;
      residuals += fit.residuals()[j];
      residualProducts += x * fit.residuals()[j];
      xs += x;
      squares += x * x;
      double own = square - quadratic(fit.inverse(), hinge);
      if (last - j >= 2 && own > DEPENDENT_BEND * square) {
        best = better(best, j, moment * moment / own, fit, leastNoise);
      }
    }
    return best.index() > 0 ? Optional.of(best) : Optional.empty();
  }

  private static Break better(
      Break best, int index, double reduction, LinearFit fit, double leastNoise) {
    int degrees = fit.degrees() - 1;
    if (degrees < 1) {
      return best;
    }
    double squares = fit.variance() * fit.degrees();
    double variance = Math.max((squares - reduction) / degrees, leastNoise * leastNoise);
    double t = Math.sqrt(reduction / variance);
    return t > best.t() ? new Break(index, t) : best;
  }

  private static double quadratic(double[][] matrix, double[] vector) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        sum += vector[i] * matrix[i][j] * vector[j];
      }
    }
    return sum;
  }
}
