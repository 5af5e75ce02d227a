package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.Zoo.Setting;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeakTestTest {
  /** Rates of 0.1% let 8 of 2,000 pass in one of a thousand tests. */
  @ParameterizedTest
  @EnumSource(names = {"FLAT", "WARM_UP", "EARLY_CACHE"})
  void noiseThatWandersIsNoLeak(Zoo kind) {
    assertThat(leaks(kind, 20, 0.95, 2000)).isLessThanOrEqualTo(8);
  }

  @Test
  void growthThatSlowsDownSteadilyIsSeldomALeak() {
    assertThat(leaks(Zoo.SQUARE_ROOT, 200, 0, 200)).isLessThanOrEqualTo(10);
    assertThat(leaks(Zoo.LOGARITHM, 200, 0, 200)).isZero();
  }

  @Test
  void aLeakInWanderingNoiseIsConvictedOnceItExceedsTheWandering() {
    assertThat(leaks(Zoo.LEAK, 60, 0.9, 200)).isLessThan(leaks(Zoo.LEAK, 300, 0.9, 200));
    assertThat(leaks(Zoo.LEAK, 300, 0.9, 200)).isGreaterThan(190);
  }

  @Test
  void theLowerEnvelopeIsNotTakenOfPlainNoise() {
    for (int run = 0; run < 1000; run++) {
      Setting setting = new Setting(60, 50, 0, run);
      double[] y = Zoo.LEAK.floors(setting);
      assertThat(LowerEnvelope.whereBetter(setting.requests(), y).y()).hasSize(60);
    }
  }

  private static long leaks(Zoo kind, double amount, double correlation, int runs) {
    return IntStream.range(0, runs)
        .mapToObj(run -> new Setting(60, amount, correlation, run))
        .filter(
            setting ->
                FloorTest.of(Settings.atDelta(setting.detectable()))
                        .decide(setting.requests(), kind.floors(setting))
                        .outcome()
                    == Outcome.LEAK)
        .count();
  }
}
