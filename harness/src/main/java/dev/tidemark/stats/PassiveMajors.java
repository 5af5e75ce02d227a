package dev.tidemark.stats;

/** Readings after major collections, with what each of them cleared. */
final class PassiveMajors {
  private final double[] x;
  private final double[] y;
  private final double[] cleared;

  /** Makes readings of arrays of one length that nobody changes any more. */
  PassiveMajors(double[] x, double[] y, double[] cleared) {
    this.x = x;
    this.y = y;
    this.cleared = cleared;
  }

  int length() {
    return y.length;
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }

  double[] cleared() {
    return cleared;
  }

  /** At most so many, the lowest of each window. */
  PassiveMajors thinned(int most) {
    if (length() <= most) {
      return this;
    }
    WindowMinima low = WindowMinima.of(x, y, most);
    return new PassiveMajors(low.x(), low.y(), low.pick(cleared));
  }
}
