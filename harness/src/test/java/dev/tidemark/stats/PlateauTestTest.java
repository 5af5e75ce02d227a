package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.Zoo.Setting;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlateauTestTest {
  private static final int READINGS = 4000;
  private static final double N = Zoo.REQUESTS_PER_ROUND;

  @ParameterizedTest
  @ValueSource(doubles = {1.05, 1.2, 1.56, 1.9, 2, 2.3, 3, 3.7, 8.4})
  void stairsShowAtLeastWhatTheyAreSaidTo(double growth) {
    double least = Double.POSITIVE_INFINITY;
    for (double phase = 0; phase < 1; phase += 1.0 / 256) {
      least = Math.min(least, riseOfLine(growth, phase));
    }

    assertThat(PlateauTest.behindStairs(least)).isCloseTo(growth, within(0.02));
  }

  @Test
  void oneStepMayStandBehindNoRiseAtAll() {
    assertThat(PlateauTest.behindStairs(0)).isEqualTo(1);
    assertThat(PlateauTest.behindStairs(-3)).isEqualTo(1);
  }

  @Test
  void growthThatSetsInLateIsNotRuledOutByTheReadingsBefore() {
    int missed = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      Setting setting = new Setting(60, 0, 0, seed);
      double[] y = Zoo.FLAT.floors(setting);
      double onset = 0.45 + 0.15 * (seed % 100) / 100;
      for (int i = 0; i < y.length; i++) {
        y[i] += 27 * Math.max(0, i / 59.0 - onset);
      }
      missed += Look.at(setting.detectable(), y).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(1);
  }

  /** A surge of sessions that expire, most of them and at the same pace, ends no higher. */
  @Test
  void aLeakBesideASurgeThatExpiresIsSeldomCalledFlat() {
    int missed = 0;
    for (int seed = 0; seed < 400; seed++) {
      double[] y = Zoo.FLAT.floors(new Setting(120, 0, 0, seed));
      double share = 0.3 + 0.7 * (seed % 100) / 100;
      for (int i = 0; i < y.length; i++) {
        double u = (i + 1) / 120.0;
        double come = Math.min(1, u / 0.37);
        double gone = share * Math.min(1, Math.max(0, (u - 0.422) / 0.37));
        y[i] += 253 * (u + come - gone);
      }
      missed += Look.at(0.13 / N, y).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(4);
  }

  /**
   * Bursts of sessions that expire may make the end of a leak fall, by far and with large errors.
   */
  @Test
  void aLeakBesideBurstsThatExpireIsSeldomCalledFlat() {
    int missed = 0;
    for (int seed = 0; seed < 400; seed++) {
      double[] y = Zoo.FLAT.floors(new Setting(60, 0, 0, seed));
      SplittableRandom random = new SplittableRandom(seed);
      double sessions = 0;
      for (int i = -60; i < y.length; i++) {
        boolean burst = random.nextDouble() < 1 / 7.0;
        sessions = sessions * Math.exp(-1 / 9.0) + (burst ? random.nextExponential() : 0);
        if (i >= 0) {
          y[i] += 400 * (i / 60.0) + 60 * sessions;
        }
      }
      missed += Look.at(4 / N, y).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(40);
  }

  /** A wave and a half may end as far below its beginning as the leak has come. */
  @Test
  void aLeakBesideAWaveAndAHalfIsSeldomCalledFlat() {
    int missed = 0;
    for (int seed = 0; seed < 400; seed++) {
      double[] y = Zoo.FLAT.floors(new Setting(80, 0, 0, seed));
      for (int i = 0; i < y.length; i++) {
        double u = (i + 1) / 80.0;
        y[i] += 184 * u + 53 * Math.sin(2 * Math.PI * (1.56 * u + (seed % 100) / 100.0));
      }
      missed += Look.at(0.46 / N, y).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(24);
  }

  /** What earlier traffic left expires, at a pace that takes a part of the run or most of it. */
  @ParameterizedTest
  @CsvSource({"0, 60", "0, 200", "0.6, 60", "0.6, 200"})
  void aLeakBeneathALevelThatIsGivenUpIsNotCalledFlat(double correlation, double height) {
    int missed = 0;
    int decided = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      Setting setting = new Setting(60, 0, correlation, seed);
      double time = 60 * (0.08 + 0.3 * (seed % 100) / 100);
      double[] flat = Zoo.FLAT.floors(setting);
      double[] leaking = new double[flat.length];
      for (int i = 0; i < flat.length; i++) {
        flat[i] += height * Math.exp(-i / time);
        leaking[i] = flat[i] + 36.0 * i / 60;
      }
      double asked = 1.15 * setting.detectable();
      missed += Look.at(asked, leaking).outcome() == Outcome.PLATEAU ? 1 : 0;
      decided += Look.at(asked, flat).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(1);
    assertThat(decided).isGreaterThan(400);
  }

  /** Too small to be known as a level shift, large enough to hide half of what leaks. */
  @ParameterizedTest
  @CsvSource({"0, 3, 500", "0.6, 12, 300"})
  void aLeakBesideADropIsNotCalledFlat(double correlation, int most, int fewest) {
    int missed = 0;
    int decided = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      double[] flat = Zoo.FLAT.floors(new Setting(60, 0, correlation, seed));
      double[] leaking = new double[flat.length];
      for (int i = 0; i < flat.length; i++) {
        flat[i] -= i >= 18 + seed % 24 ? 3 + seed % 3 : 0;
        leaking[i] = flat[i] + 8.0 * i / 60;
      }
      double asked = 8 / (60 * N);
      missed += Look.atOneOf(29, asked, leaking).outcome() == Outcome.PLATEAU ? 1 : 0;
      decided += Look.atOneOf(29, asked, flat).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(most);
    assertThat(decided).isGreaterThan(fewest);
  }

  /** Growth goes on unseen for as long as it takes to make one step of the gauge. */
  @Test
  void aCoarseGaugeThatStandsStillForAWhileRulesOutNoSmallLeak() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] y = new double[67];
      for (int i = 0; i < y.length; i++) {
        double kept = 3.1 * Math.min(i, 57) + 0.3 * random.nextDouble();
        y[i] = 4 * Math.floor(kept / 4);
      }
      assertThat(Look.at(1e-3, y).reached().orElseThrow()).isGreaterThan(4 / (10 * N));
    }
  }

  /** In steps of 20 of its standard deviations, one or two of which are partly empty. */
  @Test
  void theBurnInCountsWhereTheRunBeganNoHigher() {
    int flat = 0;
    int fallen = 0;
    for (int seed = 0; seed < 200; seed++) {
      double[] y = Zoo.FLAT.floors(new Setting(80, 0, 0, seed));
      SplittableRandom coin = new SplittableRandom(seed);
      for (int i = 0; i < y.length; i++) {
        y[i] = 20 * (Math.floor((y[i] + 7) / 20) + coin.nextInt(2));
      }
      double asked = new Setting(54, 0, 0, 0).detectable();
      flat += Look.atOneOf(29, asked, y).outcome() == Outcome.PLATEAU ? 1 : 0;
      for (int i = 0; i < 12; i++) {
        y[i] += 20;
      }
      fallen += Look.atOneOf(29, asked, y).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(flat).isGreaterThan(85);
    assertThat(fallen).isLessThan(60);
  }

  @Test
  void aGaugeInStepsOfTwoMebibytesRulesOutNoSmallLeak() {
    double[] y = Zoo.FLAT.floors(new Setting(60, 0, 0.8, 4));
    for (int i = 0; i < y.length; i++) {
      y[i] = (2 << 20) * Math.rint(0.7 * y[i]);
    }
    Arrays.fill(y, 44, 60, y[44]);

    FloorDecision decision = Look.at(100, y);

    assertThat(decision.outcome()).isNotEqualTo(Outcome.PLATEAU);
    assertThat(decision.reached().orElseThrow()).isGreaterThan(100);
  }

  /** Of the least squares line through a line that is rounded down to whole steps. */
  private static double riseOfLine(double growth, double phase) {
    double products = 0;
    double squares = 0;
    for (int i = 0; i < READINGS; i++) {
      double x = (i + 0.5) / READINGS - 0.5;
      products += x * Math.floor(phase + growth * (x + 0.5));
      squares += x * x;
    }
    return products / squares;
  }
}
