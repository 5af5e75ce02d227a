package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class BreakSearchTest {
  private static final double[] KNEES = {0.2, 0.4, 0.6, 0.765};
  private static final int READINGS = 60;

  @Test
  void findsNothingInNoise() {
    for (long seed = 0; seed < 50; seed++) {
      BreakSearch found = search(seed, x -> 0);
      assertThat(found.steps()).isEmpty();
      assertThat(found.bends()).isEmpty();
    }
  }

  @Test
  void findsUpToThreeShifts() {
    BreakSearch found =
        search(3, x -> (at(x) >= 14 ? 30 : 0) + (at(x) >= 30 ? 40 : 0) - (at(x) >= 45 ? 35 : 0));
    assertThat(found.steps()).containsExactlyInAnyOrder(14, 30, 45);
    assertThat(found.bends()).isEmpty();
  }

  @Test
  void findsWhereACacheIsFull() {
    int found = 0;
    for (long seed = 0; seed < 50; seed++) {
      BreakSearch search = search(seed, x -> 200 * Math.min(x, 40.0 / (READINGS - 1)));
      int[] bends = search.bends();
      boolean after = bends.length > 0 && Math.abs(bends[bends.length - 1] - 40.5) <= 2.5;
      found += after && search.steps().length == 0 && search.explained() ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(48);
  }

  @Test
  void findsBothBendsOfARamp() {
    double from = 15.0 / (READINGS - 1);
    double to = 32.0 / (READINGS - 1);
    for (long seed = 0; seed < 50; seed++) {
      BreakSearch found =
          search(seed, x -> 300 * Math.min(1, Math.max(0, (x - from) / (to - from))));
      assertThat(found.bends()[0]).isBetween(13, 17);
      assertThat(found.bends()[found.bends().length - 1]).isBetween(30, 34);
      assertThat(found.explained()).isTrue();
    }
  }

  @Test
  void leavesAWaveToTheSearchForWaves() {
    BreakSearch found = search(5, x -> 20 * Math.sin(2 * Math.PI * 5.3 * x));
    assertThat(found.explained()).isFalse();
  }

  private static long at(double x) {
    return Math.round(x * (READINGS - 1));
  }

  private static BreakSearch search(long seed, DoubleUnaryOperator curve) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[READINGS];
    double[] y = new double[READINGS];
    for (int i = 0; i < READINGS; i++) {
      x[i] = i / (READINGS - 1.0);
      y[i] = random.nextGaussian() + curve.applyAsDouble(x[i]);
    }
    return BreakSearch.of(x, y, KNEES, 0, Waves.NONE).orElseThrow();
  }
}
