package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.FloorDecision;
import java.util.Optional;

/** Puts the figures of a floor test beside a verdict, per request or per hour. */
final class RecordingFigures {
  private static final double BAND = 2;
  private static final double LEVEL = 0.95;

  private RecordingFigures() {}

  /**
   * The verdict on a series with its figures; where the axis is time its slope stands in the rates
   * per hour, and nothing per request is said.
   *
   * @param delta the growth that was asked to be found, per unit of the axis
   * @param used readings that the verdict rests on
   */
  static SeriesVerdict of(
      String name,
      Verdict verdict,
      FloorDecision shape,
      RecordingAxis axis,
      double delta,
      int used) {
    boolean perRequest = axis == RecordingAxis.REQUESTS;
    Optional<SlopeEstimate> slope = shape.slope().map(RecordingFigures::estimate);
    return new SeriesVerdict(
        name,
        MetricKind.LIVE_SET,
        Unit.BYTES,
        verdict,
        perRequest ? slope : Optional.empty(),
        delta,
        shape.reached(),
        shape.detectable(),
        shape.convictable(),
        shape.noise(),
        shape.line().map(line -> fitted(line, BAND * shape.noise())),
        used,
        perRequest ? Rates.NONE : slope.map(Rates.NONE::withPerHour).orElse(Rates.NONE));
  }

  private static SlopeEstimate estimate(FloorDecision.Slope slope) {
    return new SlopeEstimate(
        slope.value(), new ConfidenceInterval(slope.low(), slope.high(), LEVEL));
  }

  private static SeriesVerdict.FittedLine fitted(FloorDecision.Line line, double halfWidth) {
    return new SeriesVerdict.FittedLine(line.x0(), line.y0(), line.x1(), line.y1(), halfWidth);
  }
}
