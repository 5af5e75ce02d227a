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
    return shift(columns, fit, leastNoise, 1, 1);
  }

  /** The same among the shifts upwards. */
  static Optional<Break> rise(double[][] columns, LinearFit fit, double leastNoise) {
    return shift(columns, fit, leastNoise, 1, 0);
  }

  /** The same among the shifts downwards. */
  static Optional<Break> drop(double[][] columns, LinearFit fit, double leastNoise) {
    return shift(columns, fit, leastNoise, 0, 1);
  }

  /**
   * @param up weight of the shifts upwards
   * @param down weight of those downwards
   */
  private static Optional<Break> shift(
      double[][] columns, LinearFit fit, double leastNoise, double up, double down) {
    int last = columns[0].length - 1;
    double[] left = fit.residuals();
    double[][] columnSums = new double[columns.length][last + 1];
    for (int k = 0; k < columns.length; k++) {
      double sum = 0;
      for (int j = last; j > 1; j--) {
        sum += columns[k][j];
        columnSums[k][j] = sum;
      }
    }
    double[] explained = quadratic(fit.inverse(), columnSums);
    double residualSum = 0;
    int best = 0;
    double most = 0;
    for (int j = last; j > 1; j--) {
      residualSum += left[j];
      double own = last - j + 1 - explained[j];
      double gain = (residualSum > 0 ? up : down) * residualSum * residualSum / own;
      if (own > DEPENDENT && j < last && gain > most) {
        best = j;
        most = gain;
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
    double[] explained = quadratic(fit.inverse(), hinges(columns));
    double residuals = 0;
    double residualProducts = 0;
    double xs = 0;
    double squares = 0;
    int best = 0;
    double most = 0;
    for (int j = last; j > 1; j--) {
      double x = columns[1][j];
      double moment = residualProducts - x * residuals;
      double square = squares - 2 * x * xs + (last - j) * x * x;
      residuals += left[j];
      residualProducts += x * left[j];
      xs += x;
      squares += x * x;
      double own = square - explained[j];
      if (last - j >= 2 && own > DEPENDENT_BEND * square && moment * moment / own > most) {
        best = j;
        most = moment * moment / own;
      }
    }
    return at(best, most, fit, leastNoise);
  }

  /** The products of every column with the hinge that starts at each reading. */
  private static double[][] hinges(double[][] columns) {
    int last = columns[0].length - 1;
    double[][] hinges = new double[columns.length][last + 1];
    for (int k = 0; k < columns.length; k++) {
      double sum = 0;
      double product = 0;
      for (int j = last; j > 1; j--) {
        double x = columns[1][j];
        hinges[k][j] = product - x * sum;
        sum += columns[k][j];
        product += x * columns[k][j];
      }
    }
    return hinges;
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

  /**
   * The quadratic form of a symmetric matrix for many vectors beside each other.
   *
   * @param vectors first all their first elements, then all their second ones, and so on
   */
  private static double[] quadratic(double[][] matrix, double[][] vectors) {
    double[] forms = new double[vectors[0].length];
    for (int i = 0; i < vectors.length; i++) {
      double[] beside = new double[forms.length];
      for (int j = 0; j < i; j++) {
        add(matrix[i][j], vectors[j], beside);
      }
      double[] elements = vectors[i];
      double square = matrix[i][i];
      for (int k = 0; k < forms.length; k++) {
        forms[k] += elements[k] * (square * elements[k] + 2 * beside[k]);
      }
    }
    return forms;
  }

  private static void add(double factor, double[] values, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += factor * values[k];
    }
  }
}
