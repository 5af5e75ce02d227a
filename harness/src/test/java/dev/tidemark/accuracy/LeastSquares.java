package dev.tidemark.accuracy;

/**
 * Least squares on rows from which a lag-1 correlation was taken, by elimination; as the reference
 * implementation of the procedure does it.
 */
final class LeastSquares {
  final double[] coefficients;
  final double[][] inverse;
  final double variance;
  final double[] residuals;
  final int degrees;

  private LeastSquares(
      double[] coefficients, double[][] inverse, double variance, double[] residuals, int degrees) {
    this.coefficients = coefficients;
    this.inverse = inverse;
    this.variance = variance;
    this.residuals = residuals;
    this.degrees = degrees;
  }

  static LeastSquares of(double[][] rows, double[] y, double correlation) {
    int n = y.length;
    int p = rows[0].length;
    double first = Math.sqrt(1 - correlation * correlation);
    double[][] z = new double[n][p];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < p; j++) {
        z[i][j] = i == 0 ? first * rows[0][j] : rows[i][j] - correlation * rows[i - 1][j];
      }
      w[i] = i == 0 ? first * y[0] : y[i] - correlation * y[i - 1];
    }
    double[][] normal = new double[p][2 * p];
    double[] moments = new double[p];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < p; j++) {
        moments[j] += z[i][j] * w[i];
        for (int k = 0; k < p; k++) {
          normal[j][k] += z[i][j] * z[i][k];
        }
      }
    }
    double[][] inverse = inverse(normal);
    double[] coefficients = new double[p];
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < p; k++) {
        coefficients[j] += inverse[j][k] * moments[k];
      }
    }
    double squares = 0;
    double[] residuals = new double[n];
    for (int i = 0; i < n; i++) {
      double error = w[i];
      residuals[i] = y[i];
      for (int j = 0; j < p; j++) {
        error -= z[i][j] * coefficients[j];
        residuals[i] -= rows[i][j] * coefficients[j];
      }
      squares += error * error;
    }
    return new LeastSquares(coefficients, inverse, squares / Math.max(1, n - p), residuals, n - p);
  }

  /** The right half of a matrix whose right half is empty, once the left is reduced. */
  private static double[][] inverse(double[][] wide) {
    int p = wide.length;
    for (int i = 0; i < p; i++) {
      wide[i][p + i] = 1;
    }
    for (int i = 0; i < p; i++) {
      int pivot = i;
      for (int r = i + 1; r < p; r++) {
        pivot = Math.abs(wide[r][i]) > Math.abs(wide[pivot][i]) ? r : pivot;
      }
      double[] swapped = wide[i];
      wide[i] = wide[pivot];
      wide[pivot] = swapped;
      double divisor = wide[i][i];
      for (int c = 0; c < 2 * p; c++) {
        wide[i][c] /= divisor;
      }
      for (int r = 0; r < p; r++) {
        double factor = wide[r][i];
        for (int c = 0; r != i && c < 2 * p; c++) {
          wide[r][c] -= factor * wide[i][c];
        }
      }
    }
    double[][] inverse = new double[p][];
    for (int i = 0; i < p; i++) {
      inverse[i] = java.util.Arrays.copyOfRange(wide[i], p, 2 * p);
    }
    return inverse;
  }

  double estimate(double... weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * coefficients[j];
    }
    return sum;
  }

  double error(double... weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      for (int k = 0; k < weights.length; k++) {
        sum += weights[j] * inverse[j][k] * weights[k];
      }
    }
    return Math.sqrt(Math.max(0, variance * sum));
  }
}
