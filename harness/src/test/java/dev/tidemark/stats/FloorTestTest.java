package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.Zoo.Setting;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FloorTestTest {
  private static final double N = Zoo.REQUESTS_PER_ROUND;

  @Test
  void aConstantSeriesIsAPlateauThatRulesOutEverything() {
    FloorDecision decision = decide(1, exact(8, i -> 42));

    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decision.reached()).hasValue(0);
    assertThat(decide(1, exact(7, i -> 42)).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void anExactCounterThatGrowsWithEveryRequestIsALeakOfExactlyThatSlope() {
    FloorDecision decision = decide(0.01, exact(24, i -> 3 * N * i));

    assertThat(decision.outcome()).isEqualTo(Outcome.LEAK);
    assertThat(decision.slope().orElseThrow().value()).isCloseTo(3, within(1e-6));
    assertThat(decision.slope().orElseThrow().high()).isCloseTo(3, within(1e-4));
    assertThat(decision.growth()).isGreaterThan(45_000);
  }

  @Test
  void anExactCounterThatStopsIsAPlateau() {
    FloorDecision decision = decide(0.01, exact(80, i -> Math.min(20_000, N * i)));

    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decision.reached().orElseThrow()).isLessThan(1e-3);
  }

  @Test
  void anExactCacheThatIsFullBetweenTwoReadingsIsAPlateau() {
    for (double limit = 15 * N; limit < 40 * N; limit += N + N / 7) {
      double full = limit;
      FloorDecision decision = decide(0.01, exact(60, i -> Math.min(full, N * i)));
      assertThat(decision.outcome()).as("full at %s", full).isEqualTo(Outcome.PLATEAU);
    }
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
      missed += decide(setting.detectable(), y).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(1);
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
      missed += decide(asked, leaking).outcome() == Outcome.PLATEAU ? 1 : 0;
      decided += decide(asked, flat).outcome() == Outcome.PLATEAU ? 1 : 0;
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
      missed += decideAtOneOf(29, asked, leaking).outcome() == Outcome.PLATEAU ? 1 : 0;
      decided += decideAtOneOf(29, asked, flat).outcome() == Outcome.PLATEAU ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(most);
    assertThat(decided).isGreaterThan(fewest);
  }

  /** Read with garbage that is often not yet given back, so that no single shift is clear. */
  @Test
  void threeStepsAreNoLeakAndALineIsOne() {
    int stairs = 0;
    int line = 0;
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] stepping = new double[147];
      double[] leaking = new double[147];
      for (int i = 0; i < stepping.length; i++) {
        double garbage = random.nextDouble() < 0.6 ? -20 * Math.log(1 - random.nextDouble()) : 0;
        double read = random.nextGaussian() + garbage;
        double u = (double) i / stepping.length;
        stepping[i] = read + 40 * ((u > 0.17 ? 1 : 0) + (u > 0.6 ? 1 : 0) + (u > 0.88 ? 1 : 0));
        leaking[i] = read + 160 * u;
      }
      stairs += decideAtOneOf(29, 1e-6, stepping).outcome() == Outcome.LEAK ? 1 : 0;
      line += decideAtOneOf(29, 1e-6, leaking).outcome() == Outcome.LEAK ? 1 : 0;
    }
    assertThat(stairs).isLessThanOrEqualTo(1);
    assertThat(line).isGreaterThan(150);
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
      assertThat(decide(1e-3, y).reached().orElseThrow()).isGreaterThan(4 / (10 * N));
    }
  }

  /** A leak of 0.3 a round beside what no curve with a single bend follows. */
  @ParameterizedTest
  @CsvSource({"RAMP, 0", "STEP, 0.6", "DROP, 0.6", "FIRST_REQUESTS, 0"})
  void growthIsKnownBesideRampsAndShifts(String beside, double correlation) {
    int covered = 0;
    double[] widths = new double[300];
    for (int seed = 0; seed < widths.length; seed++) {
      double[] y = Zoo.FLAT.floors(new Setting(120, 0, correlation, seed));
      for (int i = 0; i < y.length; i++) {
        double height = i > 30 + seed % 60 ? 40 : 0;
        y[i] += 0.3 * i;
        y[i] +=
            switch (beside) {
              case "RAMP" -> 200 * Math.min(1, Math.max(0, (i / 120.0 - 0.3) / 0.2));
              case "STEP" -> height;
              case "FIRST_REQUESTS" -> i > 0 ? 120 + 80 * Math.min(1, i / 12.0) : 0;
              default -> -height;
            };
      }
      FloorDecision.Slope slope = decide(1e-5, y).slope().orElseThrow();
      covered += slope.low() < 0.3 / N && slope.high() > 0.3 / N ? 1 : 0;
      widths[seed] = (slope.high() - slope.low()) * N / 0.3;
    }
    assertThat(covered).isGreaterThan(279);
    assertThat(Order.median(widths)).isLessThan(0.2);
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
      flat += decideAtOneOf(29, asked, y).outcome() == Outcome.PLATEAU ? 1 : 0;
      for (int i = 0; i < 12; i++) {
        y[i] += 20;
      }
      fallen += decideAtOneOf(29, asked, y).outcome() == Outcome.PLATEAU ? 1 : 0;
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

    FloorDecision decision = decide(100, y);

    assertThat(decision.outcome()).isNotEqualTo(Outcome.PLATEAU);
    assertThat(decision.reached().orElseThrow()).isGreaterThan(100);
  }

  @ParameterizedTest
  @EnumSource
  void theOutcomeDoesNotDependOnUnitsOrOffsets(Zoo target) {
    for (double amount : new double[] {0, 30, 300}) {
      for (long seed = 0; seed < 5; seed++) {
        Setting setting = new Setting(60, amount, 0.3, seed);
        double[] x = setting.requests();
        double[] y = target.floors(setting);
        double delta = setting.detectable();
        FloorDecision plain = FloorTest.of(Settings.atDelta(delta)).decide(x, y);

        FloorDecision scaled =
            FloorTest.of(Settings.atDelta(delta * 1000 / 7))
                .decide(map(x, v -> v * 7 - 300), map(y, v -> v * 1000 + 5e7));

        assertThat(scaled.outcome()).isEqualTo(plain.outcome());
        assertThat(scaled.steps()).isEqualTo(plain.steps());
        assertThat(scaled.noise()).isCloseTo(plain.noise() * 1000, Percentage.withPercentage(1e-3));
        assertThat(scaled.slope().orElseThrow().value())
            .isCloseTo(plain.slope().orElseThrow().value() * 1000 / 7, within(1e-6));
        assertThat(scaled.reached().isPresent()).isEqualTo(plain.reached().isPresent());
        assertThat(scaled.reached().orElse(0))
            .isCloseTo(plain.reached().orElse(0) * 1000 / 7, within(1e-6));
      }
    }
  }

  @Test
  void creepBelowATenthOfDeltaIsNeitherLeakNorGrowing() {
    Setting setting = new Setting(60, 300, 0, 1);
    double slope = 300 / (60 * N);

    FloorDecision decision = decide(slope * 12, Zoo.LEAK.floors(setting));

    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decide(slope * 8, Zoo.LEAK.floors(setting)).outcome()).isEqualTo(Outcome.LEAK);
  }

  @Test
  void reachedIsTheSmallestDeltaThatPassesForAPlateau() {
    Setting setting = new Setting(60, 0, 0.3, 9);
    double[] y = Zoo.FLAT.floors(setting);
    double reached = decide(setting.detectable(), y).reached().orElseThrow();

    assertThat(decide(reached * 1.001, y).outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decide(reached * 0.999, y).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void levelShiftsThatAddUpToLessThanMattersLeaveAPlateau() {
    double[] y = shifted(40);

    FloorDecision matters = decide(40 / (59 * N), y);
    assertThat(matters.steps()).isGreaterThan(1);
    assertThat(matters.outcome()).isNotEqualTo(Outcome.PLATEAU);

    FloorDecision little = decide(400 / (59 * N), y);
    assertThat(little.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(little.reached().orElseThrow() * 59 * N).isBetween(60.0, 400.0);
  }

  /** Flat with three shifts, upwards, downwards and upwards again. */
  private static double[] shifted(double height) {
    double[] y = Zoo.FLAT.floors(new Setting(60, 0, 0, 5));
    for (int i = 0; i < y.length; i++) {
      y[i] += (i >= 20 ? height : 0) - (i >= 50 ? height : 0) + (i >= 55 ? height : 0);
    }
    return y;
  }

  @Test
  void aFlatRunThatIsTooShortToSayIsInconclusive() {
    Setting setting = new Setting(36, 0, 0, 9);
    Settings settings = Settings.atDelta(setting.detectable()).withoutPlateau();

    FloorDecision decision =
        FloorTest.of(settings).decide(setting.requests(), Zoo.FLAT.floors(setting));

    assertThat(decision.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(decision.reached().orElseThrow()).isLessThan(setting.detectable());
  }

  @Test
  void growthIsMeasuredInsideTheWindowThatPassedNotInTheWarmUp() {
    Setting setting = new Setting(60, 200, 0, 3);
    double[] y = Zoo.LEAK.floors(setting);
    for (int i = 0; i < 8; i++) {
      y[i] -= 5000 * Math.exp(-i);
    }

    FloorDecision decision = decide(setting.detectable(), y);

    assertThat(decision.outcome()).isEqualTo(Outcome.LEAK);
    assertThat(decision.growth()).isBetween(90.0, 170.0);
  }

  @Test
  void singleSpikesDoNotHideALeak() {
    Setting setting = new Setting(54, 200, 0, 3);
    double[] y = Zoo.LEAK.floors(setting);
    for (int i = 11; i < 45; i += 12) {
      y[i] += 500;
    }

    FloorDecision decision = decide(setting.detectable(), y);

    assertThat(decision.outcome()).isEqualTo(Outcome.LEAK);
    assertThat(decision.noise()).isLessThan(2);
  }

  @Test
  void detectableFollowsFromNoiseAndSize() {
    Setting setting = new Setting(60, 0, 0, 3);
    FloorDecision decision = decide(1, Zoo.FLAT.floors(setting));

    double expected = setting.detectable() * decision.noise();
    assertThat(decision.detectable().orElseThrow()).isCloseTo(expected, within(1e-9));
  }

  /** 0.1% of the targets are expected to go without a verdict, 0.5% where errors correlate. */
  @ParameterizedTest
  @CsvSource({"60, 0, 2", "120, 0, 2", "60, 0.3, 6"})
  void aLeakOfTheConvictableSizeIsConvicted(int rounds, double correlation, int missed) {
    double[] printed =
        IntStream.range(0, 400)
            .mapToDouble(run -> convictable(new Setting(rounds, 0, correlation, run)))
            .sorted()
            .toArray();
    double growth = printed[200] * rounds * Zoo.REQUESTS_PER_ROUND;

    long convicted =
        IntStream.range(400, 800)
            .mapToObj(run -> new Setting(rounds, growth, correlation, run))
            .filter(
                setting ->
                    decide(setting.detectable(), Zoo.LEAK.floors(setting)).outcome()
                        == Outcome.LEAK)
            .count();

    assertThat(convicted).isGreaterThanOrEqualTo(400 - missed);
  }

  @Test
  void aGaugeThatStandsStillConvictsNoLessThanManyOfItsSteps() {
    double page = 65_536;
    FloorDecision decision = decide(1, exact(60, i -> i < 20 ? 0 : page));

    double requests = 59 * N;
    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decision.convictable().orElseThrow() * requests).isGreaterThan(18 * page);
  }

  private static double convictable(Setting setting) {
    return decide(setting.detectable(), Zoo.FLAT.floors(setting)).convictable().orElseThrow();
  }

  @Test
  void aRunWithoutRequestsShowsNothing() {
    double[] y = Zoo.FLAT.floors(new Setting(20, 0, 0, 3));

    assertThat(FloorTest.of(Settings.atDelta(1)).decide(new double[20], y).outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
    assertThatThrownBy(() -> FloorTest.of(Settings.atDelta(1)).decide(new double[19], y))
        .hasMessageContaining("19 x and 20 y");
  }

  private static FloorDecision decide(double delta, double[] y) {
    double[] x = new Setting(y.length, 0, 0, 0).requests();
    return FloorTest.of(Settings.atDelta(delta)).decide(x, y);
  }

  private static FloorDecision decideAtOneOf(int looks, double delta, double[] y) {
    double[] x = new Setting(y.length, 0, 0, 0).requests();
    return FloorTest.of(Settings.atDelta(delta).sharedBy(looks)).decide(x, y);
  }

  private static double[] exact(int rounds, DoubleUnaryOperator shape) {
    double[] y = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      y[i] = shape.applyAsDouble(i + 1);
    }
    return y;
  }

  private static double[] map(double[] values, DoubleUnaryOperator change) {
    return Arrays.stream(values).map(change).toArray();
  }
}
