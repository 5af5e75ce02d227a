package dev.tidemark.stats;

import java.util.Arrays;

/** A long series thinned to the median reading of each of so many windows. */
public final class WindowMedians {
  private final double[] x;
  private final double[] y;

  private WindowMedians(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /**
   * The series itself where it is no longer than asked.
   *
   * @param most windows; each holds the same number of readings, but for one
   */
  public static WindowMedians of(double[] x, double[] y, int most) {
    if (y.length <= most) {
      return new WindowMedians(x, y);
    }
    double[] middleX = new double[most];
    double[] middleY = new double[most];
    for (int window = 0; window < most; window++) {
      int from = (int) ((long) window * y.length / most);
      int to = (int) ((window + 1L) * y.length / most);
      middleX[window] = Order.median(Arrays.copyOfRange(x, from, to));
      middleY[window] = Order.median(Arrays.copyOfRange(y, from, to));
    }
    return new WindowMedians(middleX, middleY);
  }

  public double[] x() {
    return x.clone();
  }

  public double[] y() {
    return y.clone();
  }
}
