package dev.tidemark.stats;

import java.util.stream.IntStream;

/** Readings beside their neighbours, at whatever distances these lie. */
final class Neighbours {
  private Neighbours() {}

  /** Where a reading lies between its neighbours: 0 at the one before, 1 at the next. */
  static double share(double[] x, int i) {
    double width = x[i + 1] - x[i - 1];
    return width > 0 ? (x[i] - x[i - 1]) / width : 0.5;
  }

  /** What the straight line between its neighbours makes of a reading. */
  static double between(double[] x, double[] y, int i) {
    double share = share(x, i);
    return (1 - share) * y[i - 1] + share * y[i + 1];
  }

  /** The median of the slopes from each reading to the next; 0 where x stands still. */
  static double medianSlope(double[] x, double[] y) {
    double[] slopes =
        IntStream.range(1, x.length)
            .filter(i -> x[i] > x[i - 1])
            .mapToDouble(i -> (y[i] - y[i - 1]) / (x[i] - x[i - 1]))
            .toArray();
    return slopes.length == 0 ? 0 : Order.median(slopes);
  }
}
