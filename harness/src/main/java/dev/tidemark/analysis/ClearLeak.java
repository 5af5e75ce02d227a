package dev.tidemark.analysis;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;

/** Tells a leak that ends a run from one that a cache may be which is larger than allowed. */
public final class ClearLeak {
  /** By far, in allowances. */
  private static final double FAR = 2;

  private ClearLeak() {}

  /**
   * Whether a verdict ends a run as a leak: any leak does at a main look, and one that has outgrown
   * its allowance by far at a look between.
   *
   * @param between whether the look is one between two main ones
   * @param requests of the segment so far
   */
  public static boolean ends(
      TargetVerdict verdict, boolean between, double requests, Allowance allowance) {
    return verdict.verdict().kind() == Verdict.Kind.LEAK
        && (!between || in(verdict, requests, allowance));
  }

  /**
   * Whether what leaks surely gained so much; any leak did where nothing is allowed.
   *
   * @param requests over which it gained that
   */
  static boolean in(TargetVerdict verdict, double requests, Allowance allowance) {
    return verdict.series().stream()
        .filter(series -> series.verdict().kind() == Verdict.Kind.LEAK)
        .anyMatch(series -> gained(series, requests) >= FAR * allowance.of(series.kind()));
  }

  private static double gained(SeriesVerdict series, double requests) {
    return requests
        * series.slope().map(SlopeEstimate::interval).map(ConfidenceInterval::low).orElse(0.0);
  }
}
