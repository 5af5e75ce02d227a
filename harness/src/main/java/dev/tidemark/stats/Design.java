package dev.tidemark.stats;

/**
 * The columns of a regression: a constant, x, a hinge at every knee, and a dummy for every level
 * shift.
 */
final class Design {
  static final int[] NO_STEPS = {};
  static final double[] NO_KNEES = {};

  private final double[][] rows;

  private Design(double[][] rows) {
    this.rows = rows;
  }

  static Design line(double[] x) {
    return of(x, NO_KNEES, NO_STEPS);
  }

  /**
   * @param knees in the unit of x: the slope may change there
   * @param steps indices of the first reading on a new level
   */
  static Design of(double[] x, double[] knees, int[] steps) {
    double[][] rows = new double[x.length][2 + knees.length + steps.length];
    for (int i = 0; i < x.length; i++) {
      double[] row = rows[i];
      row[0] = 1;
      row[1] = x[i];
      for (int k = 0; k < knees.length; k++) {
        row[2 + k] = Math.max(0, x[i] - knees[k]);
      }
      for (int k = 0; k < steps.length; k++) {
        row[2 + knees.length + k] = i >= steps[k] ? 1 : 0;
      }
    }
    return new Design(rows);
  }

  double[][] rows() {
    return rows;
  }

  int length() {
    return rows.length;
  }

  int columns() {
    return rows[0].length;
  }
}
