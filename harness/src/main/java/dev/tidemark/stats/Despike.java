package dev.tidemark.stats;

/**
 * Removal of single readings that stick out from both neighbours.
 *
 * <p>A reading is a spike where its differences to both neighbours, less what the median slope
 * explains of them, point the same way beyond {@value #LIMIT} robust standard deviations of these;
 * the straight line between the neighbours takes its place. The first and the last have one
 * neighbour and are compared with the median slope. Where most readings follow it nothing is a
 * spike.
 */
final class Despike {
  private static final double LIMIT = 3.5;

  private Despike() {}

  static double[] of(double[] x, double[] y) {
    return of(x, y, true);
  }

  /**
   * The same but for the first and the last reading, which stay: the first may be the start of a
   * warm-up, and the last may hold the largest of what leaks.
   */
  static double[] ofInner(double[] x, double[] y) {
    return of(x, y, false);
  }

  private static double[] of(double[] x, double[] y, boolean ends) {
    int last = y.length - 1;
    if (last < 3) {
      return y.clone();
    }
    double slope = Neighbours.medianSlope(x, y);
    double[] rest = new double[last];
    for (int i = 0; i < last; i++) {
      rest[i] = y[i + 1] - y[i] - slope * (x[i + 1] - x[i]);
    }
    double limit = LIMIT * Order.robustDeviation(rest);
    double[] smooth = y.clone();
    if (limit <= Noise.rounding(y)) {
      return smooth;
    }
    for (int i = 1; i < last; i++) {
      boolean sticksOut = rest[i - 1] * rest[i] < 0;
      if (sticksOut && Math.min(Math.abs(rest[i - 1]), Math.abs(rest[i])) > limit) {
        smooth[i] = Neighbours.between(x, y, i);
      }
    }
    double atEnd = smooth[last - 1] + slope * (x[last] - x[last - 1]);
    if (ends && Math.abs(y[last] - atEnd) > limit) {
      smooth[last] = atEnd;
    }
    double atStart = smooth[1] - slope * (x[1] - x[0]);
    if (ends && Math.abs(y[0] - atStart) > limit) {
      smooth[0] = atStart;
    }
    return smooth;
  }
}
