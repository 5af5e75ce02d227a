package dev.tidemark.stats;

/** The shapes that a curve may have besides a line, as columns of a regression. */
final class Shapes {
  private final double[] x;

  /**
   * @param x from 0 to 1
   */
  Shapes(double[] x) {
    this.x = x;
  }

  /** A level that ends at a place. */
  double[] levelUntil(double place) {
    double[] column = new double[x.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = x[i] < place ? 1 : 0;
    }
    return column;
  }

  /** A slope that ends at a place. */
  double[] slopeUntil(double place) {
    double[] column = new double[x.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = Math.min(0, x[i] - place);
    }
    return column;
  }

  /** What falls to 1/e in a time. */
  double[] decay(double time) {
    double[] column = new double[x.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = Math.exp(-x[i] / time);
    }
    return column;
  }

  /** How a decay changes with the logarithm of its time. */
  double[] decayByTime(double time) {
    double[] column = new double[x.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = x[i] / time * Math.exp(-x[i] / time);
    }
    return column;
  }

  /** A power less its tangent at the end, where the slope is that of x alone. */
  double[] power(double power) {
    double[] column = new double[x.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = Math.pow(x[i], power) - power * x[i];
    }
    return column;
  }
}
