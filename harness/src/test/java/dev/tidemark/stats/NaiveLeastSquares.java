package dev.tidemark.stats;

/** Generalised least squares by the textbook formula, with Gauss-Jordan elimination throughout. */
final class NaiveLeastSquares {
  private final double[] coefficients;
  private final double[][] inverse;
  private final double variance;

  NaiveLeastSquares(double[][] x, double[] y, double[][] covariance) {
    double[][] weight = invert(covariance);
    double[][] weighted = multiply(transpose(x), weight);
    inverse = invert(multiply(weighted, x));
    coefficients = column(multiply(inverse, multiply(weighted, asColumn(y))));
    double[] fitted = column(multiply(x, asColumn(coefficients)));
    double[][] residuals = new double[y.length][1];
    for (int i = 0; i < y.length; i++) {
      residuals[i][0] = y[i] - fitted[i];
    }
    double squares = multiply(multiply(transpose(residuals), weight), residuals)[0][0];
    variance = squares / (y.length - coefficients.length);
  }

  double coefficient(int k) {
    return coefficients[k];
  }

  double error(int k) {
    return Math.sqrt(variance * inverse[k][k]);
  }

  private static double[][] invert(double[][] matrix) {
    int n = matrix.length;
    double[][] work = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix[i], 0, work[i], 0, n);
      work[i][n + i] = 1;
    }
    for (int i = 0; i < n; i++) {
      int pivot = i;
      for (int r = i + 1; r < n; r++) {
        pivot = Math.abs(work[r][i]) > Math.abs(work[pivot][i]) ? r : pivot;
      }
      double[] swapped = work[i];
      work[i] = work[pivot];
      work[pivot] = swapped;
      double divisor = work[i][i];
      for (int c = 0; c < 2 * n; c++) {
        work[i][c] /= divisor;
      }
      for (int r = 0; r < n; r++) {
        double factor = r == i ? 0 : work[r][i];
        for (int c = 0; c < 2 * n; c++) {
          work[r][c] -= factor * work[i][c];
        }
      }
    }
    double[][] result = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(work[i], n, result[i], 0, n);
    }
    return result;
  }

  private static double[][] multiply(double[][] a, double[][] b) {
    double[][] result = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          result[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return result;
  }

  private static double[][] transpose(double[][] a) {
    double[][] result = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        result[j][i] = a[i][j];
      }
    }
    return result;
  }

  private static double[][] asColumn(double[] values) {
    return transpose(new double[][] {values});
  }

  private static double[] column(double[][] matrix) {
    return transpose(matrix)[0];
  }
}
