package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.Zoo.Setting;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveSearchTest {
  private static final double[] KNEES = {0.2, 0.4, 0.6, 0.765};

  @ParameterizedTest
  @ValueSource(doubles = {4.3, 7, 13.7})
  void aWaveIsFoundAtItsFrequencyWhateverTheCurveBeneath(double cycles) {
    double[] x = unit(80);
    double[] y = Zoo.LEAK.floors(new Setting(80, 200, 0, 1));
    for (int i = 0; i < y.length; i++) {
      y[i] += 6 * Math.sin(2 * Math.PI * cycles * x[i] + 1);
    }

    assertThat(WaveSearch.of(x, y, KNEES, 0).frequencies()).hasSize(1);
    assertThat(WaveSearch.of(x, y, KNEES, 0).frequencies()[0]).isCloseTo(cycles, within(0.1));
  }

  /** A curve that may bend takes a part of so slow a wave for its own. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 3.3, 3.7})
  void theFrequencyOfASlowHighWaveIsFoundBesideTheCurve(double cycles) {
    double[] x = unit(51);
    double[] y = Zoo.LEAK.floors(new Setting(51, 100, 0, 1));
    for (int i = 0; i < y.length; i++) {
      y[i] += 30 * Math.sin(2 * Math.PI * cycles * x[i] + 1);
    }

    assertThat(WaveSearch.of(x, y, KNEES, 0).frequencies()[0]).isCloseTo(cycles, within(0.03));
  }

  /** Whose blocks slope up and down with the wave. */
  @Test
  void aLeakUnderAHighWaveIsConvicted() {
    int leaks = 0;
    for (int run = 0; run < 100; run++) {
      double[] x = unit(60);
      double[] y = Zoo.LEAK.floors(new Setting(60, 100, 0, run));
      for (int i = 0; i < y.length; i++) {
        y[i] += 30 * Math.sin(2 * Math.PI * (3.6 + 0.04 * run) * x[i] + run);
      }
      Outcome outcome = FloorTest.of(Settings.atDelta(20)).decide(x, y).outcome();
      leaks += outcome == Outcome.LEAK ? 1 : 0;
      assertThat(outcome).isNotEqualTo(Outcome.PLATEAU);
    }

    assertThat(leaks).isGreaterThan(85);
  }

  /** Of 1,000 noises without a wave, in how many one is found. */
  @ParameterizedTest
  @CsvSource({"0, 10", "0.5, 25", "0.8, 100"})
  void noiseIsSeldomTakenForAWave(double correlation, int most) {
    double[] x = unit(60);
    long found =
        IntStream.range(0, 1000)
            .filter(
                run ->
                    WaveSearch.of(
                                x, Zoo.FLAT.floors(new Setting(60, 0, correlation, run)), KNEES, 0)
                            .count()
                        > 0)
            .count();

    assertThat(found).isLessThan(most);
  }

  @Test
  void aLeakUnderPeriodicLoadIsConvictedAndPeriodicLoadAloneIsNot() {
    long leaks = count(Zoo.LEAK_AND_PERIODIC, Outcome.LEAK);
    long plateaus = count(Zoo.PERIODIC, Outcome.PLATEAU);

    assertThat(leaks).isGreaterThan(85);
    assertThat(plateaus).isGreaterThan(90);
    assertThat(count(Zoo.PERIODIC, Outcome.LEAK)).isZero();
  }

  private static long count(Zoo kind, Outcome outcome) {
    return IntStream.range(0, 100)
        .mapToObj(run -> new Setting(60, 100, 0, run))
        .filter(
            setting ->
                FloorTest.of(Settings.atDelta(setting.detectable()))
                        .decide(setting.requests(), kind.floors(setting))
                        .outcome()
                    == outcome)
        .count();
  }

  private static double[] unit(int n) {
    return IntStream.range(0, n).mapToDouble(i -> i / (n - 1.0)).toArray();
  }
}
