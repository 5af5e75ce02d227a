package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What live objects occupy of the heap beyond their own size: an object of more than half a region
 * gets regions of its own, and the rest of the last one is lost. The heap in use after a full
 * collection counts that; the live set does not.
 *
 * <p>Idea: the difference of the two at the same floors, regressed on requests. It is noise where
 * no object is that large, so it counts only when its whole 95% interval is above zero.
 */
final class TornRegions {
  private static final String USED = "jvm.memory.used";
  private static final int FEWEST = 8;
  private static final double LEVEL = 0.95;

  private TornRegions() {}

  /** Bytes lost for each request; empty where none are. */
  static Optional<SlopeEstimate> perRequest(List<Tick> floors) {
    List<double[]> points = new ArrayList<>();
    for (Tick tick : floors) {
      MemorySample used = tick.samples().get(USED);
      Optional<MemorySample> live =
          tick.samples().values().stream().filter(s -> s.kind() == MetricKind.LIVE_SET).findFirst();
      if (used != null && live.isPresent()) {
        points.add(new double[] {tick.counts().ended(), used.value() - live.get().value()});
      }
    }
    return points.size() < FEWEST ? Optional.empty() : line(points);
  }

  private static Optional<SlopeEstimate> line(List<double[]> points) {
    int n = points.size();
    double meanX = points.stream().mapToDouble(p -> p[0]).average().orElse(0);
    double meanY = points.stream().mapToDouble(p -> p[1]).average().orElse(0);
    double xx = 0;
    double xy = 0;
    for (double[] p : points) {
      xx += (p[0] - meanX) * (p[0] - meanX);
      xy += (p[0] - meanX) * (p[1] - meanY);
    }
    if (xx == 0) {
      return Optional.empty();
    }
    double slope = xy / xx;
    double squares = 0;
    for (double[] p : points) {
      double rest = p[1] - meanY - slope * (p[0] - meanX);
      squares += rest * rest;
    }
    double t = TDistribution.of(n - 2.0).inverseSurvivalProbability((1 - LEVEL) / 2);
    double half = t * Math.sqrt(squares / (n - 2) / xx);
    return slope - half > 0
        ? Optional.of(
            new SlopeEstimate(slope, new ConfidenceInterval(slope - half, slope + half, LEVEL)))
        : Optional.empty();
  }
}
