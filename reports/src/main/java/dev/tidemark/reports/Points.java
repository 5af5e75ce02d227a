package dev.tidemark.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The points of one line on a chart, x never decreasing. */
final class Points {
  /** What a chart can show without getting slow; more add nothing that a screen could resolve. */
  static final int MOST = 4_000;

  private final double[] x;
  private final double[] y;

  /** The arrays are used as they are, not copied. */
  Points(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }

  int length() {
    return x.length;
  }

  double max() {
    return Arrays.stream(y).max().orElse(0);
  }

  /**
   * At most {@code most} of the points. Every stretch of neighbours keeps its lowest and its
   * highest one, so no peak is lost; the first and the last point stay.
   */
  Points thinned(int most) {
    if (x.length <= most) {
      return this;
    }
    int buckets = (most - 2) / 2;
    List<Integer> kept = new ArrayList<>();
    kept.add(0);
    int inner = x.length - 2;
    for (int bucket = 0; bucket < buckets; bucket++) {
      int from = 1 + (int) ((long) bucket * inner / buckets);
      int to = 1 + (int) ((long) (bucket + 1) * inner / buckets);
      int lowest = from;
      int highest = from;
      for (int i = from; i < to; i++) {
        lowest = y[i] < y[lowest] ? i : lowest;
        highest = y[i] > y[highest] ? i : highest;
      }
      kept.add(Math.min(lowest, highest));
      if (lowest != highest) {
        kept.add(Math.max(lowest, highest));
      }
    }
    kept.add(x.length - 1);
    return new Points(
        kept.stream().mapToDouble(i -> x[i]).toArray(),
        kept.stream().mapToDouble(i -> y[i]).toArray());
  }
}
