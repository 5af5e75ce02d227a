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
import org.junit.jupiter.params.provider.ValueSource;

class FloorTestTest {
  private static final double N = Zoo.REQUESTS_PER_ROUND;

  @Test
  void aConstantSeriesIsAPlateauThatRulesOutEverything() {
    FloorDecision decision = Look.at(1, exact(8, i -> 42));

    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decision.reached()).hasValue(0);
    assertThat(Look.at(1, exact(7, i -> 42)).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void anExactCounterThatGrowsWithEveryRequestIsALeakOfExactlyThatSlope() {
    FloorDecision decision = Look.at(0.01, exact(24, i -> 3 * N * i));

    assertThat(decision.outcome()).isEqualTo(Outcome.LEAK);
    assertThat(decision.slope().orElseThrow().value()).isCloseTo(3, within(1e-6));
    assertThat(decision.slope().orElseThrow().high()).isCloseTo(3, within(1e-4));
    assertThat(decision.growth()).isGreaterThan(45_000);
  }

  /** As of one route among others, whose share differs from round to round. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1_000, 5_000})
  void aLeakFarAboveTheNoiseIsFoundWhateverTheSizesOfTheRounds(double noise) {
    Settings settings = Settings.atDelta(100).sharedBy(116);
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] x = new double[17];
      double[] y = new double[17];
      for (int i = 0; i < x.length; i++) {
        x[i] = i == 0 ? 0 : x[i - 1] + (random.nextBoolean() ? 52 : 156);
        y[i] = 22_102 * x[i] + noise * random.nextGaussian();
      }
      FloorDecision decision = FloorTest.of(settings).decide(x, y);
      assertThat(decision.outcome()).as("seed %d", seed).isEqualTo(Outcome.LEAK);
      assertThat(decision.slope().orElseThrow().value()).isCloseTo(22_102, within(50.0));
    }
  }

  @Test
  void anExactCounterThatStopsIsAPlateau() {
    FloorDecision decision = Look.at(0.01, exact(80, i -> Math.min(20_000, N * i)));

    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decision.reached().orElseThrow()).isLessThan(1e-3);
  }

  @Test
  void anExactCacheThatIsFullBetweenTwoReadingsIsAPlateau() {
    for (double limit = 15 * N; limit < 40 * N; limit += N + N / 7) {
      double full = limit;
      FloorDecision decision = Look.at(0.01, exact(60, i -> Math.min(full, N * i)));
      assertThat(decision.outcome()).as("full at %s", full).isEqualTo(Outcome.PLATEAU);
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
      FloorDecision.Slope slope = Look.at(1e-5, y).slope().orElseThrow();
      covered += slope.low() < 0.3 / N && slope.high() > 0.3 / N ? 1 : 0;
      widths[seed] = (slope.high() - slope.low()) * N / 0.3;
    }
    assertThat(covered).isGreaterThan(279);
    assertThat(Order.median(widths)).isLessThan(0.2);
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

    FloorDecision decision = Look.at(slope * 12, Zoo.LEAK.floors(setting));

    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(Look.at(slope * 8, Zoo.LEAK.floors(setting)).outcome()).isEqualTo(Outcome.LEAK);
  }

  @Test
  void reachedIsTheSmallestDeltaThatPassesForAPlateau() {
    Setting setting = new Setting(60, 0, 0.3, 9);
    double[] y = Zoo.FLAT.floors(setting);
    double reached = Look.at(setting.detectable(), y).reached().orElseThrow();

    assertThat(Look.at(reached * 1.001, y).outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(Look.at(reached * 0.999, y).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void levelShiftsThatAddUpToLessThanMattersLeaveAPlateau() {
    double[] y = shifted(40);

    FloorDecision matters = Look.at(40 / (59 * N), y);
    assertThat(matters.steps()).isGreaterThan(1);
    assertThat(matters.outcome()).isNotEqualTo(Outcome.PLATEAU);

    FloorDecision little = Look.at(400 / (59 * N), y);
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

    FloorDecision decision = Look.at(setting.detectable(), y);

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

    FloorDecision decision = Look.at(setting.detectable(), y);

    assertThat(decision.outcome()).isEqualTo(Outcome.LEAK);
    assertThat(decision.noise()).isLessThan(2);
  }

  @Test
  void detectableFollowsFromNoiseAndSize() {
    Setting setting = new Setting(60, 0, 0, 3);
    FloorDecision decision = Look.at(1, Zoo.FLAT.floors(setting));

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
                    Look.at(setting.detectable(), Zoo.LEAK.floors(setting)).outcome()
                        == Outcome.LEAK)
            .count();

    assertThat(convicted).isGreaterThanOrEqualTo(400 - missed);
  }

  @Test
  void aGaugeThatStandsStillConvictsNoLessThanManyOfItsSteps() {
    double page = 65_536;
    FloorDecision decision = Look.at(1, exact(60, i -> i < 20 ? 0 : page));

    double requests = 59 * N;
    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decision.convictable().orElseThrow() * requests).isGreaterThan(18 * page);
  }

  private static double convictable(Setting setting) {
    return Look.at(setting.detectable(), Zoo.FLAT.floors(setting)).convictable().orElseThrow();
  }

  @Test
  void aRunWithoutRequestsShowsNothing() {
    double[] y = Zoo.FLAT.floors(new Setting(20, 0, 0, 3));

    assertThat(FloorTest.of(Settings.atDelta(1)).decide(new double[20], y).outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
    assertThatThrownBy(() -> FloorTest.of(Settings.atDelta(1)).decide(new double[19], y))
        .hasMessageContaining("19 x and 20 y");
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
