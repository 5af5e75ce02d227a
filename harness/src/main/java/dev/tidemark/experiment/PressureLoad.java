package dev.tidemark.experiment;

import dev.tidemark.model.TargetVerdict;

/**
 * How many requests may be sent to read memory under load: plenty where nothing grows, and a small
 * share of what is left where something does.
 */
final class PressureLoad {
  private static final long PER_USER = 2_000;
  private static final double SHARE = 0.05;

  private PressureLoad() {}

  static long most(int concurrency, TargetVerdict verdict) {
    long plenty = concurrency * PER_USER;
    return verdict
        .requestsToLimit()
        .map(range -> Math.min(plenty, (long) (SHARE * range.low())))
        .orElse(plenty);
  }
}
