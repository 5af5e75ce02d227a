package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * Regressions that have their first columns in common, by the Cholesky factor of the columns'
 * products; the rows of the factor that belong to the common columns are computed once.
 */
final class SlopeFits {
  /** Below this share of its square a column is a combination of the others. */
  private static final double DEPENDENT = 1e-9;

  private static final Factor NOTHING = new Factor(new double[0][], 0);

  private final double[][] products;
  private final int readings;
  private final double least;
  private final Factor common;

  private SlopeFits(double[][] products, int readings, double least, Factor common) {
    this.products = products;
    this.readings = readings;
    this.least = least;
    this.common = common;
  }

  /** Rows of a lower triangle. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Factor(double[][] rows, double logDeterminant) {
    /** The same with rows for more columns, or nothing where they are dependent. */
    Optional<Factor> upTo(int count, double[][] products, int[] order) {
      double[][] longer = Arrays.copyOf(rows, count);
      double log = logDeterminant;
      for (int i = rows.length; i < count; i++) {
        double square = products[order[i]][order[i]];
        double[] row = row(i, products, order, longer);
        if (!(row[i] > DEPENDENT * square)) {
          return Optional.empty();
        }
        log += Math.log(row[i]);
        row[i] = Math.sqrt(row[i]);
        longer[i] = row;
      }
      return Optional.of(new Factor(longer, log));
    }

    /** One row, at whose end stands what the columns before leave of the square. */
    static double[] row(int i, double[][] products, int[] order, double[][] before) {
      double[] ofColumn = products[order[i]];
      double[] row = new double[i + 1];
      for (int j = 0; j < i; j++) {
        row[j] = (ofColumn[order[j]] - dot(row, before[j], j)) / before[j][j];
      }
      row[i] = ofColumn[order[i]] - dot(row, row, i);
      return row;
    }

    private static double dot(double[] a, double[] b, int length) {
      double sum = 0;
      for (int k = 0; k < length; k++) {
        sum += a[k] * b[k];
      }
      return sum;
    }
  }

  /** Fits that share no column, of products that may change. */
  static SlopeFits of(double[][] products, int readings, double least) {
    return new SlopeFits(products, readings, least, NOTHING);
  }

  /**
   * Prepares fits, or finds that the common columns are dependent.
   *
   * @param products of all columns with all columns, of which those of the common ones may not
   *     change
   * @param common which columns all fits have
   * @param least the least standard deviation that a fit may claim
   */
  static Optional<SlopeFits> of(double[][] products, int[] common, int readings, double least) {
    return NOTHING
        .upTo(common.length, products, common)
        .map(factor -> new SlopeFits(products, readings, least, factor));
  }

  /**
   * Fits, or finds that the columns are dependent or too many.
   *
   * @param order which columns, the common ones first, y last, the one whose coefficient is asked
   *     for before it
   */
  Optional<SlopeFit> fit(int[] order) {
    int p = order.length - 1;
    return readings > p
        ? common.upTo(p, products, order).map(factor -> fit(order, factor))
        : Optional.empty();
  }

  private SlopeFit fit(int[] order, Factor factor) {
    int p = order.length - 1;
    int degrees = readings - p;
    double[] y = Factor.row(p, products, order, factor.rows);
    double squares = Math.max(y[p], degrees * least * least);
    double pivot = factor.rows[p - 1][p - 1];
    return new SlopeFit(
        y[p - 1] / pivot,
        Math.sqrt(squares / degrees) / pivot,
        squares,
        factor.logDeterminant,
        degrees);
  }
}
