package dev.tidemark.stats;

/**
 * The products of one column with several others.
 *
 * <p>Each is summed in the order of its readings, as one product alone would be, but four are
 * summed beside each other: a sum waits for its last addition, and four sums wait at the same time.
 */
final class Products {
  private static final int LANES = 4;

  private Products() {}

  static double of(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * The products of a column with the first of others.
   *
   * @param count how many of the others
   * @param into where the products go, in the order of the others
   */
  static void of(double[] column, double[][] others, int count, double[] into) {
    if (count < LANES) {
      for (int k = 0; k < count; k++) {
        into[k] = of(column, others[k]);
      }
      return;
    }
    for (int k = 0; k < count; k += LANES) {
      ofFour(column, others, Math.min(k, count - LANES), into);
    }
  }

  /** Some kind of product of a column with the first of others. */
  interface Kind {
    void of(double[] column, double[][] others, int count, double[] into);
  }

  /**
   * The symmetric matrix of some kind of product.
   *
   * @param partners of every column those with which the product is needed, itself among them and
   *     none after it; the other products are left 0, and a column without partners has no row
   */
  static double[][] ofPartners(double[][] columns, int[][] partners, Kind kind) {
    int count = partners.length;
    double[][] products = empty(partners);
    double[][] chosen = new double[count][];
    double[] sums = new double[count];
    for (int j = 0; j < count; j++) {
      int[] with = partners[j];
      for (int k = 0; k < with.length; k++) {
        chosen[k] = columns[with[k]];
      }
      kind.of(columns[j], chosen, with.length, sums);
      for (int k = 0; k < with.length; k++) {
        products[j][with[k]] = sums[k];
        products[with[k]][j] = sums[k];
      }
    }
    return products;
  }

  /** A row of zeros for every column that has partners. */
  static double[][] empty(int[][] partners) {
    double[][] rows = new double[partners.length][];
    for (int j = 0; j < rows.length; j++) {
      rows[j] = new double[partners[j].length > 0 ? partners.length : 0];
    }
    return rows;
  }

  private static void ofFour(double[] column, double[][] others, int from, double[] into) {
    double[] a = others[from];
    double[] b = others[from + 1];
    double[] c = others[from + 2];
    double[] d = others[from + 3];
    double withA = 0;
    double withB = 0;
    double withC = 0;
    double withD = 0;
    for (int i = 0; i < column.length; i++) {
      double value = column[i];
      withA += value * a[i];
      withB += value * b[i];
      withC += value * c[i];
      withD += value * d[i];
    }
    into[from] = withA;
    into[from + 1] = withB;
    into[from + 2] = withC;
    into[from + 3] = withD;
  }
}
