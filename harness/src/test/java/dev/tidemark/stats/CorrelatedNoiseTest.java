package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelatedNoiseTest {
  private static final int[][] ALL = {{0}, {0, 1}};

  /** The slow oracle: the covariance matrix in full, and Gaussian elimination. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0.7, 0", "0, 0.5", "0.5, 3", "0.97, 0.03"})
  void productsAndDeterminantAreThoseOfTheCovarianceMatrix(double correlation, double walk) {
    SplittableRandom random = new SplittableRandom(7);
    int n = 12;
    double[] x = new double[n];
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i == 0 ? 0 : x[i - 1] + 0.5 + random.nextDouble();
      a[i] = random.nextDouble();
      b[i] = 1 + i;
    }
    for (int i = 0; i < n; i++) {
      x[i] /= 2 * n;
    }
    double[][] covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        covariance[i][j] =
            Math.pow(correlation, Math.abs(i - j)) + walk * (n - 1) * x[Math.min(i, j)];
      }
    }

    CorrelatedNoise noise = CorrelatedNoise.at(x, correlation, walk);
    double[][] products = noise.products(List.of(a, b), ALL);

    double[] solved = new double[n];
    double logDeterminant = solve(covariance, b, solved);
    double expected = 0;
    for (int i = 0; i < n; i++) {
      expected += a[i] * solved[i];
    }
    assertThat(products[0][1]).isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-9));
    assertThat(products[1][0]).isEqualTo(products[0][1]);
    assertThat(noise.logDeterminant()).isCloseTo(logDeterminant, within(1e-9));
    if (walk == 0) {
      double[][] lagged = LagProducts.of(List.of(a, b), ALL).at(correlation, ALL);
      assertThat(lagged[1][0]).isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-9));
      assertThat(CorrelatedNoise.logDeterminant(n, correlation))
          .isCloseTo(logDeterminant, within(1e-9));
    }
  }

  /** Solves by elimination and returns the logarithm of the determinant. */
  private static double solve(double[][] matrix, double[] right, double[] solution) {
    int n = right.length;
    double[] rest = right.clone();
    double logDeterminant = 0;
    for (int i = 0; i < n; i++) {
      logDeterminant += Math.log(matrix[i][i]);
      for (int j = i + 1; j < n; j++) {
        double factor = matrix[j][i] / matrix[i][i];
        rest[j] -= factor * rest[i];
        for (int k = i; k < n; k++) {
          matrix[j][k] -= factor * matrix[i][k];
        }
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = rest[i];
      for (int k = i + 1; k < n; k++) {
        sum -= matrix[i][k] * solution[k];
      }
      solution[i] = sum / matrix[i][i];
    }
    return logDeterminant;
  }
}
