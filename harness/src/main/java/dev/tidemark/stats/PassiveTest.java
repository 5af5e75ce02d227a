package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.PassiveDecision.Basis;
import java.util.Optional;

/**
 * The decision on a series of readings that nobody forced.
 *
 * <p>Idea: between major collections garbage piles up in the old space, and rises as a leak does.
 * Only readings after major collections can show that live memory grows, and only a dozen of them
 * or more that it keeps growing. That nothing grows is shown by any readings whose lowest stay
 * level, since what is held is never more than what is read. So without major collections the
 * answer is PLATEAU or INCONCLUSIVE, with a few of them GROWING is possible, with many LEAK.
 */
public final class PassiveTest {
  /** Fewer readings than this show nothing. */
  public static final int FEWEST = PassiveLine.FEWEST;

  private static final int WINDOWS = 30;

  /** Fits cost the square of the number of readings; longer series are thinned to this. */
  private static final int MOST = 64;

  /** The floor test is a second chance to be wrong, so it is asked at a quarter of its levels. */
  private static final int FLOOR_SHARES = 4;

  private final double delta;
  private final int tests;

  private PassiveTest(double delta, int tests) {
    this.delta = delta;
    this.tests = tests;
  }

  /**
   * A test for growth of at least some size.
   *
   * @param delta the slope that must not be missed, in the unit of y per unit of x
   * @param tests how many tests share the error rates
   */
  public static PassiveTest of(double delta, int tests) {
    if (!(delta > 0) || tests < 1) {
      throw new IllegalArgumentException(
          "delta " + delta + " must be positive, and there is at least one test, not " + tests);
    }
    return new PassiveTest(delta, tests);
  }

  public PassiveDecision decide(PassiveReadings readings) {
    WindowMinima low = minima(readings);
    Optional<PassiveDecision> byMinima =
        flat(low.x(), low.y()).map(shape -> new PassiveDecision(shape, Basis.MINIMA, low.length()));
    if (readings.majors() < FEWEST) {
      return byMinima.orElseGet(
          () -> new PassiveDecision(undecided(low.x(), low.y()), Basis.MINIMA, low.length()));
    }
    PassiveMajors majors = readings.afterMajors();
    FloorDecision shape = byMajors(majors.thinned(MOST));
    PassiveDecision byMajors = new PassiveDecision(shape, Basis.MAJORS, majors.length());
    return shape.outcome() == Outcome.INCONCLUSIVE ? byMinima.orElse(byMajors) : byMajors;
  }

  private FloorDecision byMajors(PassiveMajors majors) {
    double[] x = majors.x();
    double[] y = majors.y();
    PassiveLines lines = new PassiveLines(x, y, delta, tests);
    Optional<PassiveLine> leak = new PassiveLeakTest(delta, tests).passedBy(majors);
    if (leak.isPresent()) {
      return lines.shape(Outcome.LEAK, leak);
    }
    Optional<FloorDecision> flat = flat(x, y);
    if (flat.isPresent()) {
      return flat.get();
    }
    Optional<PassiveLine> growing = lines.growing();
    return lines.shape(growing.isPresent() ? Outcome.GROWING : Outcome.INCONCLUSIVE, growing);
  }

  /** The straight lines show it, or the floor test, which allows for a level shift. */
  private Optional<FloorDecision> flat(double[] x, double[] y) {
    PassiveLines lines = new PassiveLines(x, y, delta, tests);
    Optional<PassiveLine> flat = lines.flat();
    if (flat.isPresent()) {
      return Optional.of(lines.shape(Outcome.PLATEAU, flat));
    }
    FloorDecision floors =
        FloorTest.of(Settings.atDelta(delta).sharedBy(FLOOR_SHARES * tests)).decide(x, y);
    return Optional.of(floors).filter(shape -> shape.outcome() == Outcome.PLATEAU);
  }

  private FloorDecision undecided(double[] x, double[] y) {
    return new PassiveLines(x, y, delta, tests).shape(Outcome.INCONCLUSIVE, Optional.empty());
  }

  private static WindowMinima minima(PassiveReadings readings) {
    int length = readings.length();
    int windows = length >= 2 * WINDOWS ? WINDOWS : length >= WINDOWS ? length / 2 : length;
    return WindowMinima.of(readings.x(), readings.y(), windows);
  }
}
