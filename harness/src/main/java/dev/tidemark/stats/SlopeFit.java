package dev.tidemark.stats;

import java.util.Optional;

/**
 * The last slope of a regression, by the Cholesky factor of its products.
 *
 * @param slope the coefficient of the last column before y
 * @param error its standard error
 * @param squares what is left of y, never below what rounding explains
 * @param logDeterminant of the products without y
 */
record SlopeFit(double slope, double error, double squares, double logDeterminant, int degrees) {
  /** Below this share of its square a column is a combination of the others. */
  private static final double DEPENDENT = 1e-9;

  /**
   * Fits, or finds that the columns are dependent or too many.
   *
   * @param products of all columns with all columns
   * @param order which columns, y last, the one whose coefficient is asked for before it
   * @param least the least standard deviation that the fit may claim
   */
  static Optional<SlopeFit> of(double[][] products, int[] order, int readings, double least) {
    int p = order.length - 1;
    int degrees = readings - p;
    if (degrees < 1) {
      return Optional.empty();
    }
    double[][] factor = new double[p + 1][p + 1];
    double logDeterminant = 0;
    for (int i = 0; i < p; i++) {
      double[] own = factor[i];
      double[] row = products[order[i]];
      for (int j = 0; j < i; j++) {
        own[j] = (row[order[j]] - dot(own, factor[j], j)) / factor[j][j];
      }
      double pivot = row[order[i]] - dot(own, own, i);
      if (!(pivot > DEPENDENT * row[order[i]])) {
        return Optional.empty();
      }
      own[i] = Math.sqrt(pivot);
      logDeterminant += Math.log(pivot);
    }
    double[] last = factor[p];
    double[] row = products[order[p]];
    for (int j = 0; j < p; j++) {
      last[j] = (row[order[j]] - dot(last, factor[j], j)) / factor[j][j];
    }
    double left = row[order[p]] - dot(last, last, p);
    double squares = Math.max(left, degrees * least * least);
    double pivot = factor[p - 1][p - 1];
    return Optional.of(
        new SlopeFit(
            last[p - 1] / pivot,
            Math.sqrt(squares / degrees) / pivot,
            squares,
            logDeterminant,
            degrees));
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
