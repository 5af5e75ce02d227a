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
    columns.addAll(Arrays.asList(hinges(x, knees)));
    for (int step : steps) {
      columns.add(level(x.length, step));
    }
    columns.addAll(Arrays.asList(waves.columns()));
    return new Design(columns.toArray(double[][]::new));
  }

  /** Of every knee what lies beyond it. */
  static double[][] hinges(double[] x, double... knees) {
    double[][] hinges = new double[knees.length][];
    for (int k = 0; k < knees.length; k++) {
      hinges[k] = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        hinges[k][i] = Math.max(0, x[i] - knees[k]);
      }
    }
    return hinges;
  }

  /** A level shift, or the level itself where that begins with the first reading. */
  static double[] level(int length, int from) {
    double[] level = new double[length];
    Arrays.fill(level, from, length, 1);
    return level;
  }

  /** Column by column; the second is x. */
  double[][] columns() {
    return columns;
  }
}
