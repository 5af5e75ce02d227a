package dev.tidemark.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Verdict.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NarrowCalculation")
class ReferenceRuleTest {
  /** What the numerical original answered to the same readings. */
  @ParameterizedTest
  @CsvSource({
    "60, 0, 0, 1, 999, PLATEAU",
    "60, 10, 0, 1, 999, GROWING",
    "60, 60, 0, 1, 999, LEAK",
    "60, 25, 0, 1, 999, LEAK",
    "36, 60, 0, 1, 999, LEAK",
    "120, 0, 50, 0.3, 999, PLATEAU",
    "60, 0, 50, 0.7, 999, PLATEAU",
    "60, 0, 50, 0.95, 999, LEAK",
    "60, 0, 100, 3, 999, LEAK",
    "60, 0, 40, 0.01, 30, PLATEAU",
    "80, 60, 40, 0.01, 30, LEAK",
    "120, 60, 200, 0.2, 50, LEAK",
    "24, 0, 0, 1, 999, PLATEAU",
    "24, 6, 0, 1, 999, GROWING",
    "180, -30, 0, 1, 999, PLATEAU",
    "60, 20, 0, 1, 999, GROWING",
    "120, 0, 30, 0.9, 70, GROWING"
  })
  void answersAsTheOriginalDoes(
      int rounds, double growth, double height, double full, int step, Kind original) {
    double[] x = new double[rounds];
    double[] y = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      double u = (i + 1.0) / rounds;
      double error = (i * i * 7919L + i * 104_729L) % 1000 / 500.0 - 1;
      x[i] = 100.0 * (i + 1);
      y[i] = error + growth * u + height * Math.min(1, u / full) + (i >= step ? height : 0);
    }

    assertThat(ReferenceRule.decide(x, y, 20.0 / x[rounds - 1], 5e-4, 5e-5, 0)).isEqualTo(original);
  }
}
