package dev.tidemark.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The first readings of a run: a target's first requests load what the others find. */
final class FirstReadings {
  /** So many may gain what the next ones do not... */
  private static final int MOST = 3;

  /** ...which is told by the median pace of so many next ones... */
  private static final int NEXT = 3;

  /** ...and a gain unlike it by more than so many standard deviations of a reading. */
  private static final double UNLIKE = 8;

  private FirstReadings() {}

  /**
   * Indices of those that start a level of their own, ascending from 1.
   *
   * @param x what they may grow with, never decreasing
   * @param y all readings of a run
   * @param noise standard deviation of a reading
   */
  static int[] shifts(double[] x, double[] y, double noise) {
    return IntStream.rangeClosed(1, Math.min(MOST, y.length - NEXT - 1))
        .takeWhile(first -> Math.abs(gain(y, first) - usual(x, y, first)) > UNLIKE * noise)
        .toArray();
  }

  /** What a reading gains at the pace of the next ones. */
  private static double usual(double[] x, double[] y, int reading) {
    int end = reading + NEXT + 1;
    double slope =
        Neighbours.medianSlope(
            Arrays.copyOfRange(x, reading, end), Arrays.copyOfRange(y, reading, end));
    return slope * (x[reading] - x[reading - 1]);
  }

  private static double gain(double[] y, int reading) {
    return y[reading] - y[reading - 1];
  }
}
