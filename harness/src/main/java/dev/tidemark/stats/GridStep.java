package dev.tidemark.stats;

import java.util.OptionalDouble;

/**
 * The step in which a gauge moves: the largest power of two or of ten that divides every reading;
 * of a gauge that stands still, the largest unit, such as a megabyte, that divides its one value,
 * and of as many regions of a heap, which are powers of two up to {@value #LARGEST_REGION} bytes.
 *
 * <p>A gauge that rounds to megabytes stands still while memory grows by less. Steps below {@value
 * #LEAST} are not looked for: sizes of objects are multiples of 8.
 */
public final class GridStep {
  private static final double LEAST = 1000;
  private static final double MOST = 1L << 40;
  private static final double MEBIBYTE = 1 << 20;
  private static final double LARGEST_REGION = 32 << 20;

  private GridStep() {}

  /** The step, or nothing where the gauge is fine enough not to matter. */
  public static OptionalDouble of(double[] y) {
    if (y.length == 0) {
      return OptionalDouble.empty();
    }
    double best =
        Order.range(y) > 0
            ? Math.max(largest(y, 2, 1024, MOST), largest(y, 10, LEAST, MOST))
            : Math.max(unit(y), largest(y, 2, MEBIBYTE, LARGEST_REGION));
    return best >= LEAST ? OptionalDouble.of(best) : OptionalDouble.empty();
  }

  /** The largest unit, binary or decimal. */
  private static double unit(double[] y) {
    return Math.max(largest(y, 1024, 1024, MOST), largest(y, LEAST, LEAST, MOST));
  }

  private static double largest(double[] y, double base, double from, double to) {
    double best = 0;
    for (double step = from; step <= to && dividesAll(step, y); step *= base) {
      best = step;
    }
    return best;
  }

  private static boolean dividesAll(double step, double[] y) {
    boolean any = false;
    for (double value : y) {
      if (value % step != 0) {
        return false;
      }
      any |= value != 0;
    }
    return any;
  }
}
