package dev.tidemark.experiment;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.TargetVerdict;

/**
 * How many requests may be sent to read memory under load: plenty where nothing grows, and a small
 * share of what is left where something does. How many threads are left is not known, and they are
 * taken from everybody on the machine: so few are started.
 */
final class PressureLoad {
  private static final long PER_USER = 2_000;
  private static final double SHARE = 0.05;
  private static final double THREADS = 256;

  private PressureLoad() {}

  static long most(int concurrency, TargetVerdict verdict) {
    long plenty = Math.min(concurrency * PER_USER, ofThreads(verdict));
    return verdict
        .requestsToLimit()
        .map(range -> Math.min(plenty, (long) (SHARE * range.low())))
        .orElse(plenty);
  }

  /** The requests that start so many threads, where they grow. */
  private static long ofThreads(TargetVerdict verdict) {
    return verdict
        .growing(MetricKind.THREADS)
        .filter(slope -> slope.perRequest() > 0)
        .mapToLong(slope -> Math.max(1, (long) (THREADS / slope.perRequest())))
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
