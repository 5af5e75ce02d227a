package dev.tidemark.analysis;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;

/** Tells a leak that has outgrown its allowance by far from one that a larger cache may be. */
public final class ClearLeak {
  /** By far, in allowances. */
  private static final double FAR = 2;

  private ClearLeak() {}

  /**
   * Whether what leaks surely gained so much; any leak did where nothing is allowed.
   *
   * @param requests over which it gained that
   */
  public static boolean in(TargetVerdict verdict, double requests, Allowance allowance) {
    return verdict.series().stream()
        .filter(series -> series.verdict().kind() == Verdict.Kind.LEAK)
        .anyMatch(series -> gained(series, requests) >= FAR * allowance.of(series.kind()));
  }

  private static double gained(SeriesVerdict series, double requests) {
    return requests
        * series.slope().map(SlopeEstimate::interval).map(ConfidenceInterval::low).orElse(0.0);
  }
}
