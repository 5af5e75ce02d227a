package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepSearchTest {
  private static final double[] KNEES = {0.2, 0.4, 0.6, 0.765};

  @Test
  void choosesTheStepThatFittingEveryDummyWouldChoose() {
    for (long seed = 0; seed < 20; seed++) {
      double[] x = unit(50);
      double[] y = noise(50, seed);
      Design plain = Design.of(x, KNEES, Design.NO_STEPS);
      double highest = 0;
      int best = 0;
      for (int j = 2; j < 49; j++) {
        Design design = Design.of(x, KNEES, new int[] {j});
        LinearFit fit = LinearFit.of(design, y, 0, 0).orElseThrow();
        double[] dummy = new double[design.columns()];
        dummy[dummy.length - 1] = 1;
        double t = Math.abs(fit.estimate(dummy)) / fit.error(dummy);
        if (t > highest) {
          highest = t;
          best = j;
        }
      }

      StepSearch.Step step =
          StepSearch.strongest(plain, LinearFit.of(plain, y, 0, 0).orElseThrow(), 0).orElseThrow();

      assertThat(step.index()).isEqualTo(best);
      assertThat(step.t()).isCloseTo(highest, within(1e-6));
    }
  }

  @Test
  void findsUpToThreeShiftsAndNoneInNoise() {
    double[] x = unit(60);
    double[] y = noise(60, 3);
    assertThat(StepSearch.of(x, y, KNEES, 0)).isEmpty();

    for (int i = 0; i < 60; i++) {
      y[i] += (i >= 14 ? 30 : 0) + (i >= 30 ? 40 : 0) - (i >= 45 ? 35 : 0);
    }
    assertThat(StepSearch.of(x, y, KNEES, 0)).containsExactlyInAnyOrder(14, 30, 45);
  }

  private static double[] unit(int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i / (n - 1.0);
    }
    return x;
  }

  private static double[] noise(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextGaussian();
    }
    return y;
  }
}
