package dev.tidemark.experiment;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the requests of a stage showed so far: of the live set in any case, of other series where
 * they grow.
 */
record StageFindings(List<Of> all) {
  /** Growth exceeds the allowance by this much after the rounds that are to show it. */
  private static final double BEYOND = 1.5;

  private static final double PRECISER = 1.3;

  /** What was found of one series. */
  record Of(MetricKind kind, Finding finding) {
    private boolean matters() {
      return kind == MetricKind.LIVE_SET || grows();
    }

    private boolean grows() {
      return finding.outcome() == Outcome.GROWS;
    }

    /** Per request; 0 where it may be flat. */
    private double low() {
      return finding.rate().map(rate -> Math.max(0, rate.interval().low())).orElse(0.0);
    }
  }

  static StageFindings of(Stage stage, TargetVerdict verdict) {
    List<Of> all = new ArrayList<>();
    for (SeriesVerdict series : verdict.series()) {
      verdict.findings().stream()
          .filter(one -> one.source().equals(stage.word()) && one.series().equals(series.name()))
          .map(one -> new Of(series.kind(), one))
          .filter(Of::matters)
          .forEach(all::add);
    }
    return new StageFindings(List.copyOf(all));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean stand() {
    return all.stream().allMatch(of -> of.finding().outcome() == Outcome.STANDS);
  }

  boolean grow() {
    return all.stream().anyMatch(Of::grows);
  }

  /** The least growth of the heap per request that was shown; 0 where none was. */
  double heapGrowth() {
    return all.stream()
        .filter(of -> of.kind() == MetricKind.LIVE_SET)
        .mapToDouble(Of::low)
        .findFirst()
        .orElse(0);
  }

  /**
   * The requests of a round after which so many rounds settle it: what grows exceeds its allowance,
   * of several the first to do so; else the slope is known better than the sensitivity.
   *
   * @param size of the rounds so far
   */
  double wanted(Plan plan, long size, int rounds) {
    OptionalDouble toExceed =
        all.stream()
            .filter(of -> of.grows() && of.low() > 0)
            .mapToDouble(of -> BEYOND * plan.allowance().of(of.kind()) / of.low() / rounds)
            .min();
    return toExceed.orElseGet(
        () -> size * Math.max(2, PRECISER * width() / plan.sensitivity().bytes()));
  }

  private double width() {
    return all.stream()
        .flatMap(of -> of.finding().rate().stream())
        .map(SlopeEstimate::interval)
        .mapToDouble(interval -> interval.high() - interval.low())
        .findFirst()
        .orElse(0);
  }
}
