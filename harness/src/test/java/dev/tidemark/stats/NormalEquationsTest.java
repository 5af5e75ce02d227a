package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalEquationsTest {
  private static final int READINGS = 40;
  private static final int[] STEPS = {9, 30};

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6})
  void columnsPutInGiveTheFitOfAllToTheLastBit(double correlation) {
    SplittableRandom random = new SplittableRandom(3);
    double[] x = new double[READINGS];
    double[] y = new double[READINGS];
    for (int i = 0; i < READINGS; i++) {
      x[i] = i / (READINGS - 1.0);
      y[i] = random.nextDouble();
    }
    double[] knees = {0.3, 0.7};
    Waves waves = Waves.at(x, 3.4);

    LinearFit fit =
        NormalEquations.of(Design.of(x, Design.NO_KNEES, STEPS, waves), y, correlation)
            .with(Design.hinges(x, knees), Design.KNEES_FROM)
            .solved(0)
            .orElseThrow();

    LinearFit whole =
        LinearFit.of(Design.of(x, knees, STEPS, waves), y, correlation, 0).orElseThrow();
    assertThat(fit.residuals()).isEqualTo(whole.residuals());
    assertThat(fit.inverse()).isDeepEqualTo(whole.inverse());
    assertThat(fit.variance()).isEqualTo(whole.variance());
  }
}
