package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * The normal equations of a regression whose errors follow a first-order autoregression.
 *
 * <p>Idea: with a known lag-1 correlation r, subtracting r times the previous row makes the errors
 * independent; the first row is kept, scaled by sqrt(1 - r²). Ordinary least squares on the rows so
 * transformed is the generalised least squares estimate (Prais and Winsten, 1954). With r = 0 it is
 * ordinary least squares. Where columns are put in, the products of the others stay as they are.
 */
final class NormalEquations {
  private final double correlation;
  private final double[][] columns;
  private final double[] y;

  /** The columns with independent errors. */
  private final double[][] white;

  private final double[] whiteY;

  /** Of the columns so transformed; the lower triangle. */
  private final double[][] products;

  private final double[] moments;

  private NormalEquations(
      double correlation,
      double[][] columns,
      double[] y,
      double[][] white,
      double[] whiteY,
      double[][] products,
      double[] moments) {
    this.correlation = correlation;
    this.columns = columns;
    this.y = y;
    this.white = white;
    this.whiteY = whiteY;
    this.products = products;
    this.moments = moments;
  }

  /**
   * @param correlation lag-1 autocorrelation of the errors, in [0, 1)
   */
  static NormalEquations of(Design design, double[] y, double correlation) {
    double[][] columns = design.columns();
    double[][] white = independent(columns, correlation);
    double[] whiteY = independent(y, correlation);
    double[][] products = new double[white.length][];
    for (int j = 0; j < white.length; j++) {
      products[j] = new double[j + 1];
      Products.of(white[j], white, j + 1, products[j]);
    }
    double[] moments = new double[white.length];
    Products.of(whiteY, white, white.length, moments);
    return new NormalEquations(correlation, columns, y, white, whiteY, products, moments);
  }

  double[][] columns() {
    return columns;
  }

  /** The same with more columns, the first of which comes to stand at an index. */
  NormalEquations with(double[][] more, int at) {
    int count = columns.length + more.length;
    double[][] allWhite = inserted(white, independent(more, correlation), at);
    double[][] lower = new double[count][];
    for (int j = 0; j < count; j++) {
      if (j < at) {
        lower[j] = products[j];
      } else if (j < at + more.length) {
        lower[j] = new double[j + 1];
      } else {
        lower[j] = parted(products[j - more.length], at, more.length);
      }
    }
    double[] all = parted(moments, at, more.length);
    double[] sums = new double[count];
    for (int k = at; k < at + more.length; k++) {
      Products.of(allWhite[k], allWhite, count, sums);
      for (int j = 0; j < count; j++) {
        lower[Math.max(j, k)][Math.min(j, k)] = sums[j];
      }
      all[k] = Products.of(whiteY, allWhite[k]);
    }
    return new NormalEquations(
        correlation, inserted(columns, more, at), y, allWhite, whiteY, lower, all);
  }

  /** The same values with room for more at an index. */
  private static double[] parted(double[] values, int at, int room) {
    double[] parted = Arrays.copyOf(values, values.length + room);
    System.arraycopy(values, at, parted, at + room, values.length - at);
    return parted;
  }

  private static double[][] inserted(double[][] columns, double[][] more, int at) {
    double[][] all = Arrays.copyOf(columns, columns.length + more.length);
    System.arraycopy(more, 0, all, at, more.length);
    System.arraycopy(columns, at, all, at + more.length, columns.length - at);
    return all;
  }

  /**
   * Solves, or finds that the columns are dependent or too many.
   *
   * @param leastNoise the least standard deviation that the fit may claim
   */
  Optional<LinearFit> solved(double leastNoise) {
    int degrees = y.length - columns.length;
    return degrees < 1
        ? Optional.empty()
        : SymmetricInverse.of(products).map(inverse -> solved(inverse, degrees, leastNoise));
  }

  private LinearFit solved(double[][] inverse, int degrees, double leastNoise) {
    double[] coefficients = new double[columns.length];
    Products.of(moments, inverse, inverse.length, coefficients);
    double[] errors = less(whiteY, white, coefficients);
    double variance = Math.max(Products.of(errors, errors) / degrees, leastNoise * leastNoise);
    return new LinearFit(
        coefficients, inverse, () -> less(y, columns, coefficients), variance, degrees);
  }

  /** What the columns, each times its coefficient, leave of the values. */
  private static double[] less(double[] values, double[][] columns, double[] coefficients) {
    double[] fitted = new double[values.length];
    for (int j = 0; j < columns.length; j++) {
      double[] column = columns[j];
      double coefficient = coefficients[j];
      for (int i = 0; i < fitted.length; i++) {
        fitted[i] += column[i] * coefficient;
      }
    }
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = values[i] - fitted[i];
    }
    return fitted;
  }

  private static double[][] independent(double[][] columns, double correlation) {
    double[][] white = new double[columns.length][];
    for (int j = 0; j < white.length; j++) {
      white[j] = independent(columns[j], correlation);
    }
    return white;
  }

  private static double[] independent(double[] values, double correlation) {
    if (correlation == 0) {
      return values;
    }
    double[] result = new double[values.length];
    result[0] = Math.sqrt(1 - correlation * correlation) * values[0];
    for (int i = 1; i < values.length; i++) {
      result[i] = values[i] - correlation * values[i - 1];
    }
    return result;
  }
}
