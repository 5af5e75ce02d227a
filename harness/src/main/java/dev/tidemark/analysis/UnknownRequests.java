package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Tick;
import java.util.List;

/**
 * What it means that the injector cannot know of some requests whether the target served them: the
 * x-axis is an interval, and a slope's interval must hold that of either end.
 */
final class UnknownRequests {
  private final double stretch;

  /**
   * @param floors of the rounds that slopes are fitted to
   */
  UnknownRequests(List<Tick> floors) {
    if (floors.isEmpty()) {
      stretch = 1;
      return;
    }
    Tick first = floors.get(0);
    Tick last = floors.get(floors.size() - 1);
    double ended = last.counts().ended() - first.counts().ended();
    double unknown = last.counts().unknown() - first.counts().unknown();
    stretch = ended > unknown ? ended / (ended - unknown) : 1;
  }

  /** The same verdict with its slope's interval as wide as the x-axis allows. */
  SeriesVerdict widened(SeriesVerdict series) {
    if (stretch == 1 || series.slope().isEmpty()) {
      return series;
    }
    SlopeEstimate slope = series.slope().get();
    ConfidenceInterval old = slope.interval();
    return series.withSlope(
        new SlopeEstimate(
            slope.perRequest(),
            new ConfidenceInterval(
                Math.min(old.low(), old.low() * stretch),
                Math.max(old.high(), old.high() * stretch),
                old.level())));
  }
}
