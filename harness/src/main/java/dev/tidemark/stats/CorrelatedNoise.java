package dev.tidemark.stats;

import java.util.List;

/**
 * A kind of noise, and the filter that makes it white: a first-order autoregression plus a random
 * walk.
 *
 * <p>The autoregression is the error of a gauge; the walk is what the sizes of leaked objects, each
 * of them random, add to a straight line (a compound Poisson process). The innovations of the
 * Kalman filter of the two states are independent (Harvey, 1989), and the filter is linear, so that
 * passing every column of a regression through it turns generalised into ordinary least squares.
 */
final class CorrelatedNoise {
  /** So many variances are multiplied before a logarithm is taken. */
  private static final int LOGARITHM_EVERY = 16;

  private final double correlation;
  private final double[] autoregressiveGain;
  private final double[] walkGain;
  private final double[] scale;
  private final double logDeterminant;

  private CorrelatedNoise(
      double correlation,
      double[] autoregressiveGain,
      double[] walkGain,
      double[] scale,
      double logDeterminant) {
    this.correlation = correlation;
    this.autoregressiveGain = autoregressiveGain;
    this.walkGain = walkGain;
    this.scale = scale;
    this.logDeterminant = logDeterminant;
  }

  /** The logarithm of the determinant where there is no walk. */
  static double logDeterminant(int readings, double correlation) {
    return (readings - 1) * Math.log1p(-correlation * correlation);
  }

  /**
   * Noise at given places.
   *
   * @param x from 0 to 1, never decreasing
   * @param correlation lag-1 correlation of the autoregression, whose variance is 1
   * @param walk variance that the walk gains in an average interval
   */
  static CorrelatedNoise at(double[] x, double correlation, double walk) {
    int n = x.length;
    double[] autoregressiveGain = new double[n];
    double[] walkGain = new double[n];
    double[] scale = new double[n];
    double logDeterminant = 0;
    double product = 1;
    double aa = 1;
    double aw = 0;
    double ww = 0;
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        aa = correlation * correlation * aa + 1 - correlation * correlation;
        aw *= correlation;
        ww += walk * (n - 1) * (x[i] - x[i - 1]);
      }
      double variance = aa + 2 * aw + ww;
      double ka = (aa + aw) / variance;
      double kw = (aw + ww) / variance;
      autoregressiveGain[i] = ka;
      walkGain[i] = kw;
      scale[i] = 1 / Math.sqrt(variance);
      product *= variance;
      if (i % LOGARITHM_EVERY == 0 || i == n - 1) {
        logDeterminant += Math.log(product);
        product = 1;
      }
      aa -= ka * ka * variance;
      aw -= ka * kw * variance;
      ww -= kw * kw * variance;
    }
    return new CorrelatedNoise(correlation, autoregressiveGain, walkGain, scale, logDeterminant);
  }

  /** The logarithm of the determinant of the correlation matrix. */
  double logDeterminant() {
    return logDeterminant;
  }

  /**
   * The products of columns, the noise made independent.
   *
   * @param wanted whether the product of a column and an earlier one is; the others are left 0, and
   *     a column whose square is not wanted is passed over
   */
  double[][] products(List<double[]> columns, boolean[][] wanted) {
    int count = columns.size();
    double[][] white = new double[count][];
    double[][] products = new double[count][count];
    for (int j = 0; j < count; j++) {
      if (!wanted[j][j]) {
        continue;
      }
      white[j] = whitened(columns.get(j));
      for (int k = 0; k <= j; k++) {
        if (wanted[j][k]) {
          products[j][k] = product(white[j], white[k]);
          products[k][j] = products[j][k];
        }
      }
    }
    return products;
  }

  static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** A column with the noise made independent, of variance 1. */
  private double[] whitened(double[] column) {
    double[] white = new double[column.length];
    double a = 0;
    double w = 0;
    for (int i = 0; i < column.length; i++) {
      double innovation = column[i] - a - w;
      white[i] = innovation * scale[i];
      a = correlation * (a + autoregressiveGain[i] * innovation);
      w += walkGain[i] * innovation;
    }
    return white;
  }
}
