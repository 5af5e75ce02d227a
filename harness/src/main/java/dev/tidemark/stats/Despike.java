package dev.tidemark.stats;

/**
 * Removal of single readings that stick out from both neighbours.
 *
 * <p>A reading is a spike where its differences to both neighbours, less the median difference,
 * point the same way beyond {@value #LIMIT} robust standard deviations of the differences; the mean
 * of the neighbours takes its place. The first and the last have one neighbour and are compared
 * with the typical difference. Where most differences are equal nothing is a spike.
 */
final class Despike {
  private static final double LIMIT = 3.5;

  private Despike() {}

  static double[] of(double[] y) {
    return of(y, true);
  }

  /**
   * The same but for the first and the last reading, which stay: the first may be the start of a
   * warm-up, and the last may hold the largest of what leaks.
   */
  static double[] ofInner(double[] y) {
    return of(y, false);
  }

  private static double[] of(double[] y, boolean ends) {
    int last = y.length - 1;
    if (last < 3) {
      return y.clone();
    }
    double[] differences = new double[last];
    for (int i = 0; i < last; i++) {
      differences[i] = y[i + 1] - y[i];
    }
    double[] sorted = Order.sorted(differences);
    double typical = Order.middle(sorted);
    double limit = LIMIT * Order.robustDeviationOfSorted(sorted);
    double[] smooth = y.clone();
    if (limit <= Noise.rounding(y)) {
      return smooth;
    }
    for (int i = 1; i < last; i++) {
      double before = y[i] - y[i - 1] - typical;
      double after = y[i] - y[i + 1] + typical;
      if (before * after > 0 && Math.min(Math.abs(before), Math.abs(after)) > limit) {
        smooth[i] = 0.5 * (y[i - 1] + y[i + 1]);
      }
    }
    if (ends && Math.abs(y[last] - smooth[last - 1] - typical) > limit) {
      smooth[last] = smooth[last - 1] + typical;
    }
    if (ends && Math.abs(y[0] - smooth[1] + typical) > limit) {
      smooth[0] = smooth[1] - typical;
    }
    return smooth;
  }
}
