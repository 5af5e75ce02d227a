package dev.tidemark.stats;

import java.util.List;
import java.util.stream.IntStream;

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
   * @param partners of every column, itself among them, and none after it
   */
  double[][] products(List<double[]> columns, int[][] partners) {
    double[][] white = whitened(columns.toArray(double[][]::new), partners);
    return Products.ofPartners(white, partners, Products::of);
  }

  /** The columns that have partners, with the noise made independent, of variance 1. */
  private double[][] whitened(double[][] columns, int[][] partners) {
    int[] wanted =
        IntStream.range(0, partners.length).filter(j -> partners[j].length > 0).toArray();
    double[][] white = new double[partners.length][];
    for (int j : wanted) {
      white[j] = new double[scale.length];
    }
    double[] a = new double[partners.length];
    double[] w = new double[partners.length];
    // reading by reading, since each step of a filter waits for the one before
    for (int i = 0; i < scale.length; i++) {
      for (int j : wanted) {
        double innovation = columns[j][i] - a[j] - w[j];
        white[j][i] = innovation * scale[i];
        a[j] = correlation * (a[j] + autoregressiveGain[i] * innovation);
        w[j] += walkGain[i] * innovation;
      }
    }
    return white;
  }
}
