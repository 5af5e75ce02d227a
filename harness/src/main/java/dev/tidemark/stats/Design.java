package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of a regression: a constant, x, a hinge at every knee, a dummy for every level shift,
 * and a cosine and a sine for every wave.
 */
final class Design {
  /** The column of the first knee, after the level and x. */
  static final int KNEES_FROM = 2;

  static final int[] NO_STEPS = {};
  static final double[] NO_KNEES = {};

  private final double[][] columns;

  private Design(double[][] columns) {
    this.columns = columns;
  }

  static Design line(double[] x) {
    return of(x, NO_KNEES, NO_STEPS);
  }

  /** Without waves. */
  static Design of(double[] x, double[] knees, int[] steps) {
    return of(x, knees, steps, Waves.NONE);
  }

  /**
   * @param knees in the unit of x: the slope may change there
   * @param steps indices of the first reading on a new level
   * @param waves at the places x
   */
  static Design of(double[] x, double[] knees, int[] steps, Waves waves) {
    List<double[]> columns = new ArrayList<>();
    columns.add(level(x.length, 0));
    columns.add(x);
    for (double knee : knees) {
      columns.add(hinge(x, knee));
    }
    for (int step : steps) {
      columns.add(level(x.length, step));
    }
    columns.addAll(Arrays.asList(waves.columns()));
    return new Design(columns.toArray(double[][]::new));
  }

  private static double[] level(int length, int from) {
    double[] level = new double[length];
    Arrays.fill(level, from, length, 1);
    return level;
  }

  static double[] hinge(double[] x, double knee) {
    double[] hinge = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      hinge[i] = Math.max(0, x[i] - knee);
    }
    return hinge;
  }

  /** Column by column; the second is x. */
  double[][] columns() {
    return columns;
  }

  int length() {
    return columns[0].length;
  }
}
