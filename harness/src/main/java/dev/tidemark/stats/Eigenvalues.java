package dev.tidemark.stats;

/**
 * The eigenvalues of a small symmetric matrix, by Jacobi's rotations: each makes one element beside
 * the diagonal zero, until all are (Golub and Van Loan, Matrix Computations, section 8.5).
 */
final class Eigenvalues {
  private static final int MOST_SWEEPS = 60;
  private static final double ZERO = 1e-15;

  private Eigenvalues() {}

  /** The values in no order; the matrix is left as it is. */
  static double[] of(double[][] symmetric) {
    int size = symmetric.length;
    double[][] a = new double[size][];
    for (int i = 0; i < size; i++) {
      a[i] = symmetric[i].clone();
    }
    boolean rotated = true;
    for (int sweep = 0; sweep < MOST_SWEEPS && rotated; sweep++) {
      rotated = false;
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          if (Math.abs(a[p][q]) > ZERO * Math.sqrt(Math.abs(a[p][p] * a[q][q]))) {
            rotate(a, p, q);
            rotated = true;
          }
        }
      }
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = a[i][i];
    }
    return values;
  }

  private static void rotate(double[][] a, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double sign = theta >= 0 ? 1 : -1;
    double t = sign / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
    }
  }
}
