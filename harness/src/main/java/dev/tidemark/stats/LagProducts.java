package dev.tidemark.stats;

import java.util.List;

/**
 * Products of columns at lags 0 and 1, from which those under any first-order autoregression
 * follow.
 *
 * <p>The inverse of the correlation matrix of such noise is tridiagonal, so that a'V⁻¹b is a sum of
 * three products of a and b that do not depend on the correlation.
 */
final class LagProducts {
  private final double[][] columns;
  private final double[][] same;
  private final double[][] next;

  private LagProducts(double[][] columns, double[][] same, double[][] next) {
    this.columns = columns;
    this.same = same;
    this.next = next;
  }

  /**
   * @param partners of every column, none after it
   */
  static LagProducts of(List<double[]> columns, int[][] partners) {
    double[][] all = columns.toArray(double[][]::new);
    return new LagProducts(
        all,
        Products.ofPartners(all, partners, Products::of),
        Products.ofPartners(all, partners, LagProducts::next));
  }

  /** The products of a column with the neighbours of others, two others beside each other. */
  private static void next(double[] column, double[][] others, int count, double[] into) {
    for (int k = 0; k < count; k += 2) {
      int after = Math.min(k + 1, count - 1);
      double[] a = others[k];
      double[] b = others[after];
      double withA = 0;
      double withB = 0;
      for (int i = 1; i < column.length; i++) {
        withA += column[i] * a[i - 1] + column[i - 1] * a[i];
        withB += column[i] * b[i - 1] + column[i - 1] * b[i];
      }
      into[k] = withA;
      into[after] = withB;
    }
  }

  /**
   * The products with the noise of a lag-1 correlation made independent, of variance 1.
   *
   * @param partners of every column, none but those for which these were made
   */
  double[][] at(double correlation, int[][] partners) {
    double square = correlation * correlation;
    double[][] products = Products.empty(partners);
    int last = columns[0].length - 1;
    for (int j = 0; j < partners.length; j++) {
      double[] a = columns[j];
      for (int k : partners[j]) {
        double[] b = columns[k];
        double ends = a[0] * b[0] + a[last] * b[last];
        products[j][k] =
            ((1 + square) * same[j][k] - square * ends - correlation * next[j][k]) / (1 - square);
        products[k][j] = products[j][k];
      }
    }
    return products;
  }
}
