package dev.tidemark.stats;

import java.util.Arrays;

/**
 * The columns of a regression: a constant, x, a hinge at every knee, a dummy for every level shift,
 * and a cosine and a sine for every wave.
 */
final class Design {
  static final int[] NO_STEPS = {};
  static final double[] NO_KNEES = {};

  private final double[][] columns;

  private Design(double[][] columns) {
    this.columns = columns;
  }

  static Design line(double[] x) {
    return of(x, NO_KNEES, NO_STEPS);
  }

  /**
   * @param knees in the unit of x: the slope may change there
   * @param steps indices of the first reading on a new level
   * @param waves frequencies, in cycles per unit of x
   */
  static Design of(double[] x, double[] knees, int[] steps, double... waves) {
    double[][] columns = new double[2 + knees.length + steps.length + 2 * waves.length][x.length];
    int next = 0;
    Arrays.fill(columns[next++], 1);
    columns[next++] = x;
    for (double knee : knees) {
      double[] hinge = columns[next++];
      for (int i = 0; i < x.length; i++) {
        hinge[i] = Math.max(0, x[i] - knee);
      }
    }
    for (int step : steps) {
      Arrays.fill(columns[next++], step, x.length, 1);
    }
    for (double wave : waves) {
      double[] cosine = columns[next++];
      double[] sine = columns[next++];
      for (int i = 0; i < x.length; i++) {
        cosine[i] = Math.cos(2 * Math.PI * wave * x[i]);
        sine[i] = Math.sin(2 * Math.PI * wave * x[i]);
      }
    }
    return new Design(columns);
  }

  /** Column by column; the second is x. */
  double[][] columns() {
    return columns;
  }

  int length() {
    return columns[0].length;
  }
}
