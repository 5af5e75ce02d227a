package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.Zoo.Setting;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(leaks(Zoo.SQUARE_ROOT, 200, 0, 200)).isLessThanOrEqualTo(20);
    assertThat(leaks(Zoo.LOGARITHM, 200, 0, 200)).isZero();
  }

  /** At a gain of 27 deviations 85% are found, and 42% where as much is asked after late knees. */
  @Test
  void mostLeaksOfTwiceTheLeastThatIsSignificantAreFoundInOneLook() {
    assertThat(leaks(Zoo.LEAK, 27, 0, 400)).isGreaterThan(300);
  }

  /** A short run underestimates how strongly its errors correlate. */
  @Test
  void whileTheCorrelationIsUnknownMoreIsAskedAfterLateKnees() {
    assertThat(leaks(Zoo.LEAK, 15, 0.9, 36, 400)).isLessThan(75);
  }

  @Test
  void aLeakInWanderingNoiseIsConvictedOnceItExceedsTheWandering() {
    assertThat(leaks(Zoo.LEAK, 60, 0.9, 200)).isLessThan(leaks(Zoo.LEAK, 300, 0.9, 200));
    assertThat(leaks(Zoo.LEAK, 300, 0.9, 200)).isGreaterThan(190);
  }

  @Test
  void growthThatSetsInLateIsNotTakenForNoiseThatWanders() {
    long leaks =
        IntStream.range(0, 200)
            .filter(
                run -> {
                  double[] y = Zoo.FLAT.floors(new Setting(60, 0, 0, run));
                  double onset = 27 + 9.0 * run / 200;
                  return isLeak(y, i -> 1.2 * Math.max(0, i - onset));
                })
            .count();
    assertThat(leaks).isGreaterThan(150);
  }

  /** Rises of a walk are as large as its falls; what is kept of requests never falls. */
  @Test
  void sumsOfRandomSizesAreToldFromNoiseThatWanders() {
    long leaks =
        IntStream.range(0, 200)
            .filter(
                run -> {
                  Random random = new Random(run);
                  double[] kept = new double[60];
                  for (int i = 1; i < kept.length; i++) {
                    double size = Math.exp(1.2 * random.nextGaussian());
                    kept[i] = kept[i - 1] + (random.nextDouble() < 0.7 ? 4 * size : 0);
                  }
                  return isLeak(Zoo.FLAT.floors(new Setting(60, 0, 0, run)), i -> kept[i]);
                })
            .count();
    assertThat(leaks).isGreaterThan(60);
  }

  @Test
  void stepsInARegularBeatHaveNoLowerEnvelope() {
    for (int run = 0; run < 500; run++) {
      double[] errors = Zoo.FLAT.floors(new Setting(60, 0, 0, run));
      boolean leak =
          isLeak(new double[60], i -> 4 * Math.floor((3 * i + errors[i] - errors[0]) / 4));
      assertThat(leak).as("run %d", run).isTrue();
    }
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
      stairs += Look.atOneOf(29, 1e-6, stepping).outcome() == Outcome.LEAK ? 1 : 0;
      line += Look.atOneOf(29, 1e-6, leaking).outcome() == Outcome.LEAK ? 1 : 0;
    }
    assertThat(stairs).isLessThanOrEqualTo(1);
    assertThat(line).isGreaterThan(150);
  }

  /** Purges are level shifts, beside which the slope between them is all too clear. */
  @ParameterizedTest
  @CsvSource({"3, 100", "4, 30", "4, 100", "5, 100", "6, 300"})
  void whatGathersAndIsPurgedNeitherLeaksNorGrows(double teeth, double height) {
    for (int run = 0; run < 100; run++) {
      double[] y = Zoo.FLAT.floors(new Setting(80, 0, 0, run));
      double phase = run / 100.0;
      for (int i = 0; i < y.length; i++) {
        double cycle = i / 80.0 * teeth + phase;
        y[i] += height * (cycle - Math.floor(cycle));
      }
      assertThat(Look.at(new Setting(80, 0, 0, 0).detectable(), y).outcome())
          .as("run %d", run)
          .isNotIn(Outcome.LEAK, Outcome.GROWING);
    }
  }

  @Test
  void aLeakThatLosesSomeOfItsGrowthAtTwoFallsIsStillFound() {
    long leaks =
        IntStream.range(0, 200)
            .mapToObj(run -> Zoo.FLAT.floors(new Setting(80, 0, 0, run)))
            .filter(y -> isLeak(y, i -> 4 * i - (i > 28 ? 60 : 0) - (i > 55 ? 60 : 0)))
            .count();
    assertThat(leaks).isGreaterThan(190);
  }

  /** It bends too late for most knees; its slope at the end may well be none. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.85", "0.5, 0.9", "0.6, 0.85", "0.6, 0.8"})
  void whatRoseForAWhileAndStoppedIsNoLeak(double from, double to) {
    long leaks =
        IntStream.range(0, 1_000)
            .mapToObj(run -> Zoo.FLAT.floors(new Setting(120, 0, 0.3, run)))
            .filter(y -> isLeak(y, i -> 300 * ramp((i + 1) / 120.0, from, to)))
            .count();
    assertThat(leaks).isLessThanOrEqualTo(20);
  }

  private static double ramp(double u, double from, double to) {
    return Math.min(1, Math.max(0, (u - from) / (to - from)));
  }

  private static boolean isLeak(double[] floors, IntToDoubleFunction growth) {
    double[] y = new double[floors.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = floors[i] + growth.applyAsDouble(i);
    }
    double asked = new Setting(y.length, 0, 0, 0).detectable();
    return Look.at(asked, y).outcome() == Outcome.LEAK;
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
    return leaks(kind, amount, correlation, 60, runs);
  }

  private static long leaks(Zoo kind, double amount, double correlation, int rounds, int runs) {
    return IntStream.range(0, runs)
        .mapToObj(run -> new Setting(rounds, amount, correlation, run))
        .filter(
            setting ->
                Look.at(setting.detectable(), kind.floors(setting)).outcome() == Outcome.LEAK)
        .count();
  }
}
