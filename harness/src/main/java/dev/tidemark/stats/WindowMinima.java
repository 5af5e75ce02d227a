package dev.tidemark.stats;

/**
 * The lowest reading of each of so many windows of a series.
 *
 * <p>Readings of a heap that was not collected for them err upwards only, by garbage; the lowest of
 * a window is the nearest to what is held. Windows hold equal numbers of readings.
 */
final class WindowMinima {
  private final int[] at;
  private final double[] x;
  private final double[] y;

  private WindowMinima(int[] at, double[] x, double[] y) {
    this.at = at;
    this.x = x;
    this.y = y;
  }

  /**
   * Divides a series into windows.
   *
   * @param windows at most as many as there are readings
   */
  static WindowMinima of(double[] x, double[] y, int windows) {
    int[] at = new int[windows];
    for (int window = 0; window < windows; window++) {
      int from = (int) ((long) window * y.length / windows);
      int to = (int) ((window + 1L) * y.length / windows);
      at[window] = from;
      for (int i = from; i < to; i++) {
        at[window] = y[i] < y[at[window]] ? i : at[window];
      }
    }
    return new WindowMinima(at, pick(at, x), pick(at, y));
  }

  /** Another column of the series, where its windows are lowest. */
  double[] pick(double[] column) {
    return pick(at, column);
  }

  private static double[] pick(int[] at, double[] column) {
    double[] picked = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      picked[i] = column[at[i]];
    }
    return picked;
  }

  int length() {
    return x.length;
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }
}
