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
  private final double[][] same;
  private final double[][] next;
  private final double[][] ends;

  private LagProducts(double[][] same, double[][] next, double[][] ends) {
    this.same = same;
    this.next = next;
    this.ends = ends;
  }

  /**
   * @param partners of every column, none after it; the other products are left 0
   */
  static LagProducts of(List<double[]> columns, int[][] partners) {
    int count = columns.size();
    LagProducts products =
        new LagProducts(
            new double[count][count], new double[count][count], new double[count][count]);
    for (int j = 0; j < count; j++) {
      for (int k : partners[j]) {
        products.set(j, k, columns.get(j), columns.get(k));
      }
    }
    return products;
  }

  private void set(int j, int k, double[] a, double[] b) {
    int last = a.length - 1;
    double sameSum = a[0] * b[0];
    double nextSum = 0;
    for (int i = 1; i <= last; i++) {
      sameSum += a[i] * b[i];
      nextSum += a[i] * b[i - 1] + a[i - 1] * b[i];
    }
    same[j][k] = sameSum;
    same[k][j] = sameSum;
    next[j][k] = nextSum;
    next[k][j] = nextSum;
    ends[j][k] = a[0] * b[0] + a[last] * b[last];
    ends[k][j] = ends[j][k];
  }

  /** The products with the noise of a lag-1 correlation made independent, of variance 1. */
  double[][] at(double correlation) {
    int count = same.length;
    double square = correlation * correlation;
    double[][] products = new double[count][count];
    for (int j = 0; j < count; j++) {
      for (int k = 0; k < count; k++) {
        products[j][k] =
            ((1 + square) * same[j][k] - square * ends[j][k] - correlation * next[j][k])
                / (1 - square);
      }
    }
    return products;
  }
}
