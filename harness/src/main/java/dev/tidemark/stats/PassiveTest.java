package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Outcome;

/** The decision on a series of readings that nobody forced. */
public final class PassiveTest {
  static final int LEAST_MAJORS = 16;
  private static final int FEW_MAJORS = 4;
  private static final int WINDOWS = 30;

  /** Fewer readings than this show nothing. */
  public static final int FEWEST = FloorTest.FEWEST;

  private final Settings settings;

  private PassiveTest(Settings settings) {
    this.settings = settings;
  }

  public static PassiveTest of(Settings settings) {
    return new PassiveTest(settings);
  }

  public PassiveDecision decide(PassiveReadings readings) {
    int majors = readings.majors();
    if (majors >= LEAST_MAJORS) {
      PassiveReadings used = readings.majorsOnly();
      FloorDecision d = FloorTest.of(settings).decide(used.x(), used.y());
      return new PassiveDecision(d.outcome(), d, PassiveDecision.Basis.MAJORS, used.length());
    }
    if (readings.length() < 2 * WINDOWS) {
      return new PassiveDecision(
          Outcome.INCONCLUSIVE, FloorDecision.undecided(0), PassiveDecision.Basis.MINIMA, 0);
    }
    WindowMinima low = WindowMinima.of(readings.x(), readings.y(), WINDOWS);
    FloorDecision d = FloorTest.of(settings).decide(low.x(), low.y());
    Outcome outcome = d.outcome();
    if (outcome == Outcome.LEAK || outcome == Outcome.GROWING) {
      outcome = majors >= FEW_MAJORS ? Outcome.GROWING : Outcome.INCONCLUSIVE;
    }
    return new PassiveDecision(outcome, d, PassiveDecision.Basis.MINIMA, WINDOWS);
  }
}
