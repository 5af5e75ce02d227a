package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LinearFitTest {
  /** NIST StRD "Norris": pairs of y and x. */
  private static final double[] NORRIS = {
    0.1, 0.2, 338.8, 337.4, 118.1, 118.2, 888.0, 884.6, 9.2, 10.1, 228.1, 226.5, 668.5, 666.3,
    998.5, 996.3, 449.1, 448.6, 778.9, 777.0, 559.2, 558.2, 0.3, 0.4, 0.1, 0.6, 778.1, 775.5,
    668.8, 666.9, 339.3, 338.0, 448.9, 447.5, 10.8, 11.6, 557.7, 556.0, 228.3, 228.1, 998.0, 995.8,
    888.8, 887.6, 119.6, 120.2, 0.3, 0.3, 0.6, 0.3, 557.6, 556.8, 339.3, 339.1, 888.0, 887.2,
    998.5, 999.0, 778.9, 779.0, 10.2, 11.1, 117.6, 118.3, 228.9, 229.2, 668.4, 669.1, 449.2, 448.9,
    0.2, 0.5
  };

  @Test
  void agreesWithTheCertifiedValuesOfNorris() {
    double[] x = new double[NORRIS.length / 2];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = NORRIS[2 * i];
      x[i] = NORRIS[2 * i + 1];
    }

    LinearFit fit = LinearFit.of(Design.line(x), y, 0, 0).orElseThrow();

    assertThat(fit.estimate(1)).isCloseTo(-0.262323073774029, Percentage.withPercentage(1e-7));
    assertThat(fit.estimate(0, 1)).isCloseTo(1.00211681802045, Percentage.withPercentage(1e-9));
    assertThat(fit.error(1)).isCloseTo(0.232818234301152, Percentage.withPercentage(1e-7));
    assertThat(fit.error(0, 1)).isCloseTo(0.429796848199937e-3, Percentage.withPercentage(1e-7));
    assertThat(Math.sqrt(fit.variance()))
        .isCloseTo(0.884796396144373, Percentage.withPercentage(1e-7));
    assertThat(fit.degrees()).isEqualTo(34);
  }

  @Test
  void agreesWithGeneralisedLeastSquaresOnTheFullCovarianceMatrix() {
    SplittableRandom random = new SplittableRandom(7);
    for (double correlation : new double[] {0, 0.3, 0.6, 0.95}) {
      int n = 25;
      double[] x = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = (i + random.nextDouble()) / n;
        y[i] = 3 + 2 * x[i] + random.nextGaussian();
      }
      Design design = Design.of(x, new double[] {0.4}, new int[] {9});
      double[][] covariance = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          covariance[i][j] =
              Math.pow(correlation, Math.abs(i - j)) / (1 - correlation * correlation);
        }
      }

      LinearFit fit = LinearFit.of(design, y, correlation, 0).orElseThrow();
      NaiveLeastSquares oracle = new NaiveLeastSquares(rows(design), y, covariance);

      for (int k = 0; k < design.columns().length; k++) {
        double[] weights = new double[design.columns().length];
        weights[k] = 1;
        assertThat(fit.estimate(weights)).isCloseTo(oracle.coefficient(k), within(1e-8));
        assertThat(fit.error(weights)).isCloseTo(oracle.error(k), within(1e-8));
      }
    }
  }

  private static double[][] rows(Design design) {
    double[][] rows = new double[design.columns()[0].length][design.columns().length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] = design.columns()[k][i];
      }
    }
    return rows;
  }

  @Test
  void refusesColumnsThatDependOnEachOther() {
    double[] x = {0, 1, 2, 3, 4, 5, 6, 7};
    double[] y = {1, 2, 1, 2, 1, 2, 1, 2};

    assertThat(LinearFit.of(Design.of(x, new double[] {0}, Design.NO_STEPS), y, 0, 0)).isEmpty();
    assertThat(LinearFit.of(Design.line(new double[8]), y, 0, 0)).isEmpty();
  }
}
