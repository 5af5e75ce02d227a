package dev.tidemark.stats;

import java.util.Arrays;

/** Estimates of how far one floor reading lies from the curve that it belongs to. */
public final class Noise {
  /** Second differences of independent noise have six times its variance. */
  private static final double SECOND_DIFFERENCE = Math.sqrt(6);

  /** Readings of a series that is exact still carry this share of its range as rounding. */
  private static final double ROUNDING = 1e-7;

  /** A series that changes its pace less often is an exact one, not a gauge with steps. */
  private static final int FEWEST_MOVES = 3;

  private Noise() {}

  /**
   * The standard deviation of one reading, from second differences, in which a trend cancels.
   * Robust against spikes, but never below three tenths of what the spikes would give, so that a
   * gauge which mostly stands still and sometimes jumps is not taken for an exact one.
   *
   * @param y at least three readings
   */
  public static double ofSecondDifferences(double[] y) {
    return Math.max(robust(y), 0.3 * plain(y));
  }

  /** The standard deviation of one reading from second differences, spikes included. */
  static double plain(double[] y) {
    double[] second = secondDifferences(y);
    double mean = 0;
    for (double value : second) {
      mean += value / second.length;
    }
    double squares = 0;
    for (double value : second) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / second.length) / SECOND_DIFFERENCE;
  }

  /** The standard deviation of one reading from second differences alone, robust. */
  public static double robust(double[] y) {
    return Order.robustDeviation(secondDifferences(y)) / SECOND_DIFFERENCE;
  }

  /** The standard deviation of one reading about a straight line. */
  public static double aboutLine(double[] x, double[] y) {
    return LinearFit.of(Design.line(x), y, 0, rounding(y))
        .map(fit -> Math.sqrt(fit.variance()))
        .orElse(0.0);
  }

  /**
   * The least standard deviation that a fit may claim. For exact counters, which have no noise, it
   * is rounding; for a gauge that moves in steps of some size, which may stand still while memory
   * grows, it is that of an error spread evenly over one step. It scales with the unit.
   */
  static double least(double[] y) {
    return Math.max(rounding(y), quantum(y) / Math.sqrt(12));
  }

  /** What rounding makes of exact numbers. */
  static double rounding(double[] y) {
    double largest = 0;
    for (double value : y) {
      largest = Math.max(largest, Math.abs(value));
    }
    return Math.max(ROUNDING * Order.range(y), 4 * Math.ulp(largest));
  }

  /** The step of a gauge that moves in steps; 0 for other gauges and for exact counters. */
  private static double quantum(double[] y) {
    double step = step(y);
    double move = Math.max(rounding(y), 0.1 * step);
    long moves = Arrays.stream(secondDifferences(y)).filter(d -> Math.abs(d) > move).count();
    return moves >= FEWEST_MOVES ? step : 0;
  }

  /** The least difference where most readings are equal to another; 0 where they are not. */
  static double step(double[] y) {
    double same = rounding(y);
    double[] sorted = y.clone();
    Arrays.sort(sorted);
    double smallest = Double.MAX_VALUE;
    int ties = 0;
    for (int i = 1; i < sorted.length; i++) {
      double gap = sorted[i] - sorted[i - 1];
      ties += gap <= same ? 1 : 0;
      smallest = gap > same ? Math.min(smallest, gap) : smallest;
    }
    return 2 * ties >= y.length && smallest < Double.MAX_VALUE ? smallest : 0;
  }

  private static double[] secondDifferences(double[] y) {
    double[] second = new double[y.length - 2];
    for (int i = 0; i < second.length; i++) {
      second[i] = y[i + 2] - 2 * y[i + 1] + y[i];
    }
    return second;
  }
}
