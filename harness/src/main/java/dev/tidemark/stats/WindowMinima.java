package dev.tidemark.stats;

/**
 * The lowest reading of each of so many windows of a series.
 *
 * <p>Readings of a heap that was not collected for them err upwards only, by garbage; the lowest of
 * a window is the nearest to what is held. Windows hold equal numbers of readings.
 */
final class WindowMinima {
  private final double[] x;
  private final double[] y;

  private WindowMinima(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /**
   * Divides a series into windows.
   *
   * @param windows at most as many as there are readings
   */
  static WindowMinima of(double[] x, double[] y, int windows) {
    double[] lowX = new double[windows];
    double[] lowY = new double[windows];
    for (int window = 0; window < windows; window++) {
      int from = (int) ((long) window * y.length / windows);
      int to = (int) ((window + 1L) * y.length / windows);
      int lowest = from;
      for (int i = from; i < to; i++) {
        lowest = y[i] < y[lowest] ? i : lowest;
      }
      lowX[window] = x[lowest];
      lowY[window] = y[lowest];
    }
    return new WindowMinima(lowX, lowY);
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
