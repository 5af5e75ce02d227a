package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.stats.FloorDecision.Outcome;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoLevelsTest {
  private static final int READINGS = 60;
  private static final double[] X = made(i -> i);

  @ParameterizedTest
  @ValueSource(doubles = {20, 50, 1000})
  void jumpsToAndFroAreTakenOffACurveThatBends(double height) {
    SplittableRandom random = new SplittableRandom(1);
    double[] calm = made(i -> 2 * i + 2 * Math.min(i, 30) + random.nextGaussian());
    boolean[] upper = atRandom(2);
    double[] jumping = made(i -> calm[i] + (upper[i] ? height : 0));

    double[] removed = TwoLevels.removed(X, jumping);

    for (int i = 0; i < READINGS; i++) {
      assertThat(removed[i]).isCloseTo(calm[i], within(1.5));
    }
  }

  @Test
  void jumpsOfAGaugeWithStepsAreWholeSteps() {
    SplittableRandom random = new SplittableRandom(3);
    double[] calm = made(i -> 8 * Math.floor(2 * random.nextDouble()));
    boolean[] upper = atRandom(4);
    double[] jumping = made(i -> calm[i] + (upper[i] ? 256 : 0));

    assertThat(TwoLevels.removed(X, jumping)).containsExactly(calm);
  }

  @Test
  void whatIsNoJumpToAndFroStays() {
    SplittableRandom random = new SplittableRandom(5);
    double[] noise = made(i -> random.nextGaussian());
    boolean[] upper = atRandom(6);

    stays(noise);
    stays(made(i -> noise[i] + (i < 15 ? 0 : i < 30 ? 100 : i < 45 ? 0 : 100)));
    stays(made(i -> noise[i] + 50 * Math.sin(i)));
    stays(made(i -> noise[i] + 50 * (i % 7)));
    stays(made(i -> noise[i] + (i % 20 == 3 ? 100 : 0)));
    stays(made(i -> noise[i] - 50 * Math.log(random.nextDouble())));
    stays(made(i -> upper[i] ? 1024 : 0));
    stays(made(i -> 7));
    stays(made(i -> 8 * i));
    assertThat(TwoLevels.removed(new double[] {1, 2, 3}, new double[] {5, 9, 5}))
        .containsExactly(5, 9, 5);
  }

  @Test
  void loadThatComesAndGoesHidesNoLeakAndLooksLikeNone() {
    int leaks = 0;
    int plateaus = 0;
    for (int run = 0; run < 100; run++) {
      SplittableRandom random = new SplittableRandom(run);
      boolean[] upper = atRandom(1000 + run);
      double[] load = made(i -> random.nextGaussian() + (upper[i] ? 40 : 0));
      double[] leak = made(i -> load[i] + i);
      leaks += outcome(leak) == Outcome.LEAK ? 1 : 0;
      plateaus += outcome(load) == Outcome.PLATEAU ? 1 : 0;
      assertThat(outcome(leak)).isNotEqualTo(Outcome.PLATEAU);
      assertThat(outcome(load)).isNotEqualTo(Outcome.LEAK);
    }

    assertThat(leaks).isGreaterThan(90);
    assertThat(plateaus).isGreaterThan(90);
  }

  private static Outcome outcome(double[] y) {
    return FloorTest.of(Settings.atDelta(0.4)).decide(X, y).outcome();
  }

  private static void stays(double[] y) {
    assertThat(TwoLevels.removed(X, y)).isSameAs(y);
  }

  private static boolean[] atRandom(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] upper = new boolean[READINGS];
    for (int i = 0; i < READINGS; i++) {
      upper[i] = random.nextDouble() < 0.4;
    }
    return upper;
  }

  private static double[] made(IntToDoubleFunction value) {
    double[] y = new double[READINGS];
    for (int i = 0; i < READINGS; i++) {
      y[i] = value.applyAsDouble(i);
    }
    return y;
  }
}
