package dev.tidemark.analysis;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.Order;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The slope of a leak whose line has shifts of level on it.
 *
 * <p>The test takes shifts of level for accidents, and its slope is that of the line between them.
 * Where a live set leaks, and several of them go up, each higher than the one before, they are no
 * accidents but a part of it: arrays that double as they fill. The slope is that of all that was
 * gained.
 */
final class SteppedLine {
  /** Fewer may be tables that are made once. */
  private static final int SEVERAL = 3;

  /** The share of the largest rise below which one is none: shifts may also go down. */
  private static final double SMALL = 0.2;

  /** The share of a segment that a test leaves out. */
  private static final double BURN_IN = 0.15;

  /** Readings at each end whose median stands for it. */
  private static final int ENDS = 3;

  private SteppedLine() {}

  /** The same decision, with the slope of the whole where the line is only a part of it. */
  static FloorDecision whole(Series series, FloorDecision decision) {
    double[] x = series.x();
    double[] y = series.y();
    int from = (int) Math.ceil(BURN_IN * x.length);
    if (series.kind() != MetricKind.LIVE_SET
        || decision.outcome() != FloorDecision.Outcome.LEAK
        || decision.steps() < SEVERAL
        || x.length - from < 2 * ENDS
        || !swell(x, y, from, decision)) {
      return decision;
    }
    double gained =
        Order.median(Arrays.copyOfRange(y, y.length - ENDS, y.length))
            - Order.median(Arrays.copyOfRange(y, from, from + ENDS));
    double slope = gained / (x[x.length - 1 - ENDS / 2] - x[from + ENDS / 2]);
    return decision
        .slope()
        .filter(line -> slope > line.high())
        .map(
            line ->
                decision.withSlope(
                    new FloorDecision.Slope(slope, line.low(), slope + (slope - line.value()))))
        .orElse(decision);
  }

  /**
   * Whether the largest rises, as many as there are shifts at most, are each larger than the one
   * before.
   */
  private static boolean swell(double[] x, double[] y, int from, FloorDecision decision) {
    double slope = decision.slope().map(FloorDecision.Slope::value).orElse(0.0);
    IntToDoubleFunction rise = i -> y[i] - y[i - 1] - slope * (x[i] - x[i - 1]);
    double largest = IntStream.range(from + 1, y.length).mapToDouble(rise).max().orElse(0);
    double[] rises =
        IntStream.range(from + 1, y.length)
            .filter(i -> rise.applyAsDouble(i) >= SMALL * largest)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> rise.applyAsDouble(i)).reversed())
            .limit(decision.steps())
            .sorted()
            .mapToDouble(rise::applyAsDouble)
            .toArray();
    return largest > 0
        && rises.length > 1
        && IntStream.range(1, rises.length).allMatch(k -> rises[k] > rises[k - 1]);
  }
}
