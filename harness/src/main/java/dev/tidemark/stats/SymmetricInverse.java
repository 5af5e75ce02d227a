package dev.tidemark.stats;

import java.util.Optional;

/**
 * The inverse of a small symmetric positive definite matrix, by Cholesky factors of the matrix
 * scaled to a unit diagonal.
 */
final class SymmetricInverse {
  /** Below this pivot a column is a combination of the others. */
  private static final double DEPENDENT = 1e-10;

  private SymmetricInverse() {}

  /**
   * @param lower the matrix; only its lower triangle is read
   */
  static Optional<double[][]> of(double[][] lower) {
    int size = lower.length;
    double[] scale = new double[size];
    double[][] factor = new double[size][];
    for (int i = 0; i < size; i++) {
      if (!(lower[i][i] > 0)) {
        return Optional.empty();
      }
      factor[i] = new double[i + 1];
      scale[i] = 1 / Math.sqrt(lower[i][i]);
      for (int j = 0; j <= i; j++) {
        double sum = lower[i][j] * scale[i] * scale[j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i > j) {
          factor[i][j] = sum / factor[j][j];
        } else if (sum > DEPENDENT) {
          factor[i][i] = Math.sqrt(sum);
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.of(squareOfInverse(factor, scale));
  }

  private static double[][] squareOfInverse(double[][] factor, double[] scale) {
    int size = factor.length;
    // column by column
    double[][] inverted = new double[size][];
    for (int j = 0; j < size; j++) {
      double[] column = new double[size];
      column[j] = 1 / factor[j][j];
      for (int i = j + 1; i < size; i++) {
        double sum = 0;
        for (int k = j; k < i; k++) {
          sum -= factor[i][k] * column[k];
        }
        column[i] = sum / factor[i][i];
      }
      inverted[j] = column;
    }
    double[][] result = new double[size][];
    for (int i = 0; i < size; i++) {
      result[i] = new double[size];
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < size; k++) {
          sum += inverted[i][k] * inverted[j][k];
        }
        result[i][j] = sum * scale[i] * scale[j];
        result[j][i] = result[i][j];
      }
    }
    return result;
  }
}
