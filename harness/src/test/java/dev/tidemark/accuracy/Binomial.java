package dev.tidemark.accuracy;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** What a count of events in independent runs says about their probability. */
final class Binomial {
  private static final double ERROR = 0.05;

  private Binomial() {}

  /** The one-sided 95% upper bound of the probability (Clopper and Pearson, 1934). */
  static double upper(int events, int runs) {
    return events >= runs
        ? 1
        : BetaDistribution.of(events + 1.0, runs - events).inverseCumulativeProbability(1 - ERROR);
  }

  /** The one-sided 95% lower bound of the probability. */
  static double lower(int events, int runs) {
    return 1 - upper(runs - events, runs);
  }

  /**
   * The least count of events that fewer than one in a million series of runs exceeds, where the
   * probability is as given.
   */
  static int most(double probability, int runs) {
    return BinomialDistribution.of(runs, probability).inverseSurvivalProbability(1e-6);
  }
}
