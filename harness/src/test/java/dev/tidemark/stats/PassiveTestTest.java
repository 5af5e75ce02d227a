package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.PassiveDecision.Basis;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The passive test on simulated heaps with fixed seeds. Where the true rate of an error is 0.1%,
 * more than 4 in 400 runs have a probability below one in ten thousand.
 */
class PassiveTestTest {
  private static final int RUNS = 400;
  private static final int RARE = 4;

  @ParameterizedTest
  @EnumSource(
      names = {
        "FLAT",
        "WARM_UP",
        "CACHE",
        "STEP",
        "PERIODIC",
        "EXPANDING_HEAP",
        "THREE_STEPS",
        "WANDERING"
      })
  void heapsThatHoldNoLeakAreNotCalledLeaks(PassiveZoo shape) {
    assertThat(new PassiveRates(shape, 12, 60, RUNS).count(Outcome.LEAK)).isLessThanOrEqualTo(RARE);
  }

  @ParameterizedTest
  @EnumSource(names = {"LEAK", "LEAK_AFTER_WARM_UP", "BURSTS", "LEAK_AND_PERIODIC", "LATE_LEAK"})
  void leaksAreNotCalledPlateaus(PassiveZoo shape) {
    assertThat(new PassiveRates(shape, 3, 60, RUNS).count(Outcome.PLATEAU))
        .isLessThanOrEqualTo(RARE);
  }

  @Test
  void manyMajorCollectionsDecideMoreOftenThanTheFloorTestWould() {
    assertThat(new PassiveRates(PassiveZoo.FLAT, 20, 60, RUNS).share(Outcome.PLATEAU))
        .isGreaterThan(0.55);
    assertThat(new PassiveRates(PassiveZoo.LEAK, 20, 60, RUNS).share(Outcome.LEAK))
        .isGreaterThan(0.25);
  }

  @Test
  void garbageThatPilesUpWithoutAMajorCollectionIsNeitherLeakNorGrowth() {
    PassiveDecision decision = PassiveTest.of(1, 1).decide(rising(40, 0));

    assertThat(decision.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(decision.basis()).isEqualTo(Basis.MINIMA);
    assertThat(decision.held().slope().orElseThrow().low()).isZero();
  }

  @Test
  void theSameRiseAfterMajorCollectionsIsALeak() {
    PassiveDecision decision = PassiveTest.of(1, 1).decide(rising(40, 40));

    assertThat(decision.outcome()).isEqualTo(Outcome.LEAK);
    assertThat(decision.basis()).isEqualTo(Basis.MAJORS);
  }

  @Test
  void theSameRiseAfterAFewMajorCollectionsIsGrowth() {
    assertThat(PassiveTest.of(1, 1).decide(rising(10, 10)).outcome()).isEqualTo(Outcome.GROWING);
  }

  @Test
  void levelReadingsAfterMinorCollectionsAreEnoughForAPlateau() {
    double[] x = new double[12];
    double[] y = new double[12];
    for (int i = 0; i < x.length; i++) {
      x[i] = 1000.0 * i;
      y[i] = 3e6 + (i % 3) * 1e4;
    }

    PassiveDecision decision = PassiveTest.of(100, 1).decide(new PassiveReadings(x, y, minor(12)));

    assertThat(decision.outcome()).isEqualTo(Outcome.PLATEAU);
    assertThat(decision.shape().reached().orElseThrow()).isLessThan(100);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLAT", "STEP", "PERIODIC", "WANDERING"})
  void aPlateauLeavesNoMorePossibleThanWasAskedFor(PassiveZoo shape) {
    for (long seed = 0; seed < 400; seed++) {
      PassiveZoo.Run run = shape.run(new PassiveZoo.Setting(seed, 960, 0, 8, 60));
      double delta = 4 * PassiveZoo.MEGABYTE / run.requests();
      PassiveDecision decision = PassiveTest.of(delta, 1).decide(run.readings());

      assertThat(
              decision.outcome() == Outcome.PLATEAU
                  && decision.shape().reached().orElseThrow() >= delta)
          .as("seed %d", seed)
          .isFalse();
    }
  }

  /** What is given up outweighs a leak in any line through it. */
  @ParameterizedTest
  @CsvSource({"-0.5, true", "-1.5, false"})
  void aLineThatFallsByWhatWasAskedForRulesOutNothing(double slope, boolean flat) {
    double[] x = new double[60];
    double[] y = new double[60];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      y[i] = 1000 + slope * i + 0.2 * ((i * 7) % 5);
    }
    assertThat(new PassiveLines(x, y, 1, 1).flat().isPresent()).isEqualTo(flat);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLAT", "CACHE", "LEAK", "LEAK_AFTER_WARM_UP"})
  void anOffsetOrAnotherUnitChangesNothing(PassiveZoo shape) {
    for (long seed = 0; seed < 40; seed++) {
      PassiveReadings bytes = shape.run(new PassiveZoo.Setting(seed, 960, 40, 12, 40)).readings();
      PassiveReadings moved = changed(bytes, 1, 1 << 27, 0);
      PassiveReadings kibibytes = changed(bytes, 1.0 / 1024, 0, 0);

      Outcome outcome = PassiveTest.of(40, 1).decide(bytes).outcome();

      assertThat(PassiveTest.of(40, 1).decide(moved).outcome()).isEqualTo(outcome);
      assertThat(PassiveTest.of(40 / 1024.0, 1).decide(kibibytes).outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void moreGrowthNeverTurnsALeakIntoAPlateau() {
    for (long seed = 0; seed < 100; seed++) {
      PassiveReadings leak =
          PassiveZoo.LEAK.run(new PassiveZoo.Setting(seed, 960, 40, 20, 60)).readings();
      Outcome before = PassiveTest.of(40, 1).decide(leak).outcome();
      Outcome after = PassiveTest.of(40, 1).decide(changed(leak, 1, 0, 500)).outcome();

      assertThat(before == Outcome.LEAK && after == Outcome.PLATEAU).isFalse();
    }
  }

  /** A run that only the search for level shifts saves. */
  @Test
  void levelShiftsThatLookLikeALineAreNoLeak() {
    assertThat(outcome(PassiveZoo.THREE_STEPS, 1387, 20)).isNotEqualTo(Outcome.LEAK);
  }

  /** Runs that only the comparison with the garbage cleared saves. */
  @ParameterizedTest
  @ValueSource(longs = {1051, 2437, 5199})
  void garbageThatALargerHeapLeavesIsNoLeak(long seed) {
    assertThat(outcome(PassiveZoo.EXPANDING_HEAP, seed, 8)).isNotEqualTo(Outcome.LEAK);
  }

  private static Outcome outcome(PassiveZoo shape, long seed, double leastMajors) {
    PassiveZoo.Run run = shape.run(new PassiveZoo.Setting(seed, 960, 0, leastMajors, 60));
    return PassiveTest.of(4 * PassiveZoo.MEGABYTE / run.requests(), 1)
        .decide(run.readings())
        .outcome();
  }

  @Test
  void fourReadingsShowNothing() {
    PassiveReadings four =
        new PassiveReadings(new double[] {1, 2, 3, 4}, new double[] {5, 5, 5, 5}, minor(4));

    assertThat(PassiveTest.of(1, 1).decide(four).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  /** A rise of ten thousand a reading with a saw tooth of noise on it. */
  private static PassiveReadings rising(int length, int majors) {
    double[] x = new double[length];
    double[] y = new double[length];
    boolean[] major = minor(length);
    for (int i = 0; i < length; i++) {
      x[i] = 1000.0 * i;
      y[i] = 1e7 + 1e4 * i + 3e3 * ((i * 7) % 5);
    }
    Arrays.fill(major, 0, majors, true);
    return new PassiveReadings(x, y, major);
  }

  /** The same readings in another unit, moved, with more growth. */
  private static PassiveReadings changed(
      PassiveReadings readings, double factor, double offset, double growth) {
    double[] x = readings.x();
    double[] y = readings.y().clone();
    PassiveMajors majors = readings.afterMajors();
    boolean[] major = new boolean[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = factor * (y[i] + growth * x[i]) + offset;
      major[i] = Arrays.binarySearch(majors.x(), x[i]) >= 0;
    }
    return new PassiveReadings(x, y, major);
  }

  private static boolean[] minor(int length) {
    return new boolean[length];
  }
}
