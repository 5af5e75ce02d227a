package dev.tidemark.stats;

import java.util.Arrays;

/** Order statistics of a sample. */
public final class Order {
  /** Turns a median absolute deviation into the standard deviation of a normal sample. */
  private static final double NORMAL = 1.4826;

  private Order() {}

  /** The middle of at least one value; the mean of the two middle ones of an even number. */
  public static double median(double... values) {
    return middle(sorted(values));
  }

  /** The standard deviation estimated from the median absolute deviation. */
  public static double robustDeviation(double[] values) {
    return robustDeviationOfSorted(sorted(values));
  }

  /** The values in order of size. */
  static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The median of values in order. */
  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
  }

  /** The robust deviation of values in order: their distances grow to both sides of the median. */
  private static double robustDeviationOfSorted(double[] sorted) {
    double centre = middle(sorted);
    double[] distances = new double[sorted.length];
    int right = sorted.length / 2;
    int left = right - 1;
    for (int i = 0; i < distances.length; i++) {
      boolean fromLeft =
          right == sorted.length
              || (left >= 0 && !(sorted[right] - centre < centre - sorted[left]));
      distances[i] = Math.abs((fromLeft ? sorted[left--] : sorted[right++]) - centre);
    }
    return NORMAL * middle(distances);
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
