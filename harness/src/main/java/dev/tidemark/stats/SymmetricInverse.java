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
    double[][] factor = new double[size][size];
    for (int i = 0; i < size; i++) {
      if (!(lower[i][i] > 0)) {
        return Optional.empty();
      }
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
    double[][] inverted = new double[size][size];
    for (int j = 0; j < size; j++) {
      inverted[j][j] = 1 / factor[j][j];
      for (int i = j + 1; i < size; i++) {
        double sum = 0;
        for (int k = j; k < i; k++) {
          sum -= factor[i][k] * inverted[k][j];
        }
        inverted[i][j] = sum / factor[i][i];
      }
    }
    double[][] result = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < size; k++) {
          sum += inverted[k][i] * inverted[k][j];
        }
        result[i][j] = sum * scale[i] * scale[j];
        result[j][i] = result[i][j];
      }
    }
    return result;
  }
}
