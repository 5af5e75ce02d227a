package dev.tidemark.stats;

import java.util.Arrays;

/** Order statistics of a sample. */
public final class Order {
  /** Turns a median absolute deviation into the standard deviation of a normal sample. */
  private static final double NORMAL = 1.4826;

  private Order() {}

  /** The middle of at least one value; the mean of the two middle ones of an even number. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
  }

  /** The standard deviation estimated from the median absolute deviation. */
  public static double robustDeviation(double[] values) {
    double centre = median(values);
    double[] distances = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      distances[i] = Math.abs(values[i] - centre);
    }
    return NORMAL * median(distances);
  }

  static double range(double[] values) {
    double low = values[0];
    double high = values[0];
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }
}
