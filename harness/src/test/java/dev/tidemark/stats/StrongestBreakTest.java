package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrongestBreakTest {
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
        double[] dummy = new double[design.columns().length];
        dummy[dummy.length - 1] = 1;
        double t = Math.abs(fit.estimate(dummy)) / fit.error(dummy);
        if (t > highest) {
          highest = t;
          best = j;
        }
      }

      StrongestBreak.Break step =
          StrongestBreak.shift(plain.columns(), LinearFit.of(plain, y, 0, 0).orElseThrow(), 0)
              .orElseThrow();

      assertThat(step.index()).isEqualTo(best);
      assertThat(step.t()).isCloseTo(highest, within(1e-6));
    }
  }

  @Test
  void choosesTheBendThatFittingEveryHingeWouldChoose() {
    for (long seed = 0; seed < 20; seed++) {
      double[] x = unit(50);
      double[] y = noise(50, seed);
      Design plain = Design.line(x);
      double highest = 0;
      int best = 0;
      for (int j = 2; j < 48; j++) {
        LinearFit fit =
            LinearFit.of(Design.of(x, new double[] {x[j]}, Design.NO_STEPS), y, 0, 0).orElseThrow();
        double t = Math.abs(fit.estimate(0, 0, 1)) / fit.error(0, 0, 1);
        if (t > highest) {
          highest = t;
          best = j;
        }
      }

      StrongestBreak.Break bend =
          StrongestBreak.bend(plain.columns(), LinearFit.of(plain, y, 0, 0).orElseThrow(), 0)
              .orElseThrow();

      assertThat(bend.index()).isEqualTo(best);
      assertThat(bend.t()).isCloseTo(highest, within(1e-6));
    }
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
