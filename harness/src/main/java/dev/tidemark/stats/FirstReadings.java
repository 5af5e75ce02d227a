package dev.tidemark.stats;

import java.util.stream.IntStream;

/** The first readings of a run: a target's first requests load what the others find. */
final class FirstReadings {
  /** So many may gain what the next ones do not... */
  private static final int MOST = 3;

  /** ...which is told by the median of so many next gains... */
  private static final int NEXT = 3;

  /** ...and a gain unlike it by more than so many standard deviations of a reading. */
  private static final double UNLIKE = 8;

  private FirstReadings() {}

  /**
   * Indices of those that start a level of their own, ascending from 1.
   *
   * @param y all readings of a run
   * @param noise standard deviation of a reading
   */
  static int[] shifts(double[] y, double noise) {
    return IntStream.rangeClosed(1, Math.min(MOST, y.length - NEXT - 1))
        .takeWhile(first -> Math.abs(gain(y, first) - nextGain(y, first)) > UNLIKE * noise)
        .toArray();
  }

  private static double nextGain(double[] y, int reading) {
    return Order.median(
        IntStream.rangeClosed(1, NEXT).mapToDouble(k -> gain(y, reading + k)).toArray());
  }

  private static double gain(double[] y, int reading) {
    return y[reading] - y[reading - 1];
  }
}
