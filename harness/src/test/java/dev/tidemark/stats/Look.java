package dev.tidemark.stats;

import dev.tidemark.stats.Zoo.Setting;

/** The decision on floors after rounds of {@value Zoo#REQUESTS_PER_ROUND} requests each. */
final class Look {
  private Look() {}

  /**
   * The only look.
   *
   * @param delta growth per request that matters
   */
  static FloorDecision at(double delta, double[] y) {
    return decide(Settings.atDelta(delta), y);
  }

  /** One of so many, which share the error rates. */
  static FloorDecision atOneOf(int looks, double delta, double[] y) {
    return decide(Settings.atDelta(delta).sharedBy(looks), y);
  }

  private static FloorDecision decide(Settings settings, double[] y) {
    return FloorTest.of(settings).decide(new Setting(y.length, 0, 0, 0).requests(), y);
  }
}
