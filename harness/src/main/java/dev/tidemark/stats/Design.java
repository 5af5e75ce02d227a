package dev.tidemark.stats;

/**
 * The columns of a regression: a constant, x, a hinge at every knee, a dummy for every level shift,
 * and a cosine and a sine for every wave.
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
   * @param waves frequencies, in cycles per unit of x
   */
  static Design of(double[] x, double[] knees, int[] steps, double... waves) {
    int stepsFrom = 2 + knees.length;
    int wavesFrom = stepsFrom + steps.length;
    double[][] rows = new double[x.length][wavesFrom + 2 * waves.length];
    for (int i = 0; i < x.length; i++) {
      double[] row = rows[i];
      row[0] = 1;
      row[1] = x[i];
      for (int k = 0; k < knees.length; k++) {
        row[2 + k] = Math.max(0, x[i] - knees[k]);
      }
      for (int k = 0; k < steps.length; k++) {
        row[stepsFrom + k] = i >= steps[k] ? 1 : 0;
      }
      for (int k = 0; k < waves.length; k++) {
        row[wavesFrom + 2 * k] = Math.cos(2 * Math.PI * waves[k] * x[i]);
        row[wavesFrom + 2 * k + 1] = Math.sin(2 * Math.PI * waves[k] * x[i]);
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
