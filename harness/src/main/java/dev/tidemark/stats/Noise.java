package dev.tidemark.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Estimates of how far one floor reading lies from the curve that it belongs to. */
public final class Noise {
  /** Readings of a series that is exact still carry this share of its range as rounding. */
  private static final double ROUNDING = 1e-7;

  /** A series that changes its pace less often is an exact one, not a gauge with steps. */
  private static final int FEWEST_MOVES = 3;

  /** The share of a step by which multiples of it may seem to be off. */
  private static final double WHOLE = 0.01;

  /** The standard deviation of a second difference, y[0] - 2 y[1] + y[2], of independent noise. */
  private static final double STANDARD = Math.sqrt(6);

  private Noise() {}

  /**
   * The standard deviation of one reading, from second differences, in which a trend cancels.
   * Robust against spikes, but never below three tenths of what the spikes would give, so that a
   * gauge which mostly stands still and sometimes jumps is not taken for an exact one.
   *
   * @param x what the trend goes with, never decreasing
   * @param y at least three readings
   */
  public static double ofSecondDifferences(double[] x, double[] y) {
    return Math.max(robust(x, y), 0.3 * plain(x, y));
  }

  /** The standard deviation of one reading from second differences, spikes included. */
  static double plain(double[] x, double[] y) {
    double[] second = secondDifferences(x, y);
    double mean = 0;
    for (double value : second) {
      mean += value / second.length;
    }
    double squares = 0;
    for (double value : second) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / second.length);
  }

  /** The standard deviation of one reading from second differences alone, robust. */
  public static double robust(double[] x, double[] y) {
    return Order.robustDeviation(secondDifferences(x, y));
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
   *
   * @param x what it may grow with, never decreasing
   */
  static double least(double[] x, double[] y) {
    return Math.max(rounding(y), ofSteps(quantum(y, secondDifferences(x, y))));
  }

  /**
   * The same where columns explain what grows.
   *
   * @param residuals what they leave of y
   */
  static double leastBeside(double[] y, double[] residuals) {
    double[] places = IntStream.range(0, y.length).asDoubleStream().toArray();
    return Math.max(rounding(y), ofSteps(quantum(y, secondDifferences(places, residuals))));
  }

  /** The standard deviation of an error spread evenly over one step. */
  static double ofSteps(double step) {
    return step / Math.sqrt(12);
  }

  /** What rounding makes of exact numbers. */
  static double rounding(double[] y) {
    double largest = 0;
    for (double value : y) {
      largest = Math.max(largest, Math.abs(value));
    }
    return Math.max(ROUNDING * Order.range(y), 4 * Math.ulp(largest));
  }

  /**
   * The step of a gauge that moves in steps; 0 for other gauges and for exact counters.
   *
   * @param changes of pace, which an exact counter has next to none of
   */
  private static double quantum(double[] y, double[] changes) {
    double ties = step(y);
    double step = ties > 0 ? ties : grid(y);
    double move = Math.max(rounding(y), 0.1 * step) / STANDARD;
    long moves = Arrays.stream(changes).filter(d -> Math.abs(d) > move).count();
    return moves >= FEWEST_MOVES ? step : 0;
  }

  /** The least difference where most readings are equal to another; 0 where they are not. */
  static double step(double[] y) {
    double same = rounding(y);
    double[] gaps = gaps(y);
    long ties = Arrays.stream(gaps).filter(gap -> gap <= same).count();
    return 2 * ties >= y.length ? least(gaps, same) : 0;
  }

  /** The least difference where all differences are whole multiples of it; 0 where they are not. */
  static double grid(double[] y) {
    double[] gaps = gaps(y);
    double least = least(gaps, rounding(y));
    boolean whole =
        Arrays.stream(gaps)
            .allMatch(gap -> Math.abs(gap - least * Math.rint(gap / least)) <= WHOLE * least);
    return least > 0 && whole ? least : 0;
  }

  /** Between neighbours in order of size. */
  private static double[] gaps(double[] y) {
    double[] sorted = Order.sorted(y);
    double[] gaps = new double[y.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = sorted[i + 1] - sorted[i];
    }
    return gaps;
  }

  /** The least that is more than rounding; 0 where none is. */
  private static double least(double[] gaps, double rounding) {
    return Arrays.stream(gaps).filter(gap -> gap > rounding).min().orElse(0);
  }

  /**
   * How far each reading lies off the straight line between its neighbours, as a share of what
   * independent noise of standard deviation 1 would make of it.
   */
  private static double[] secondDifferences(double[] x, double[] y) {
    double[] second = new double[y.length - 2];
    for (int i = 1; i <= second.length; i++) {
      double share = Neighbours.share(x, i);
      double alone = Math.sqrt(1 + share * share + (1 - share) * (1 - share));
      second[i - 1] = (Neighbours.between(x, y, i) - y[i]) / alone;
    }
    return second;
  }
}
