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
    int last = wanted.length - 1;
    for (int j = 0; j <= last; j += 4) {
      int b = wanted[Math.min(j + 1, last)];
      int c = wanted[Math.min(j + 2, last)];
      int d = wanted[Math.min(j + 3, last)];
      whiten(columns, white, wanted[j], b, c, d);
    }
    return white;
  }

  /** Filters four columns beside each other, since each step of a filter waits for the last. */
  private void whiten(double[][] columns, double[][] white, int a, int b, int c, int d) {
    double errorA = 0;
    double errorB = 0;
    double errorC = 0;
    double errorD = 0;
    double walkA = 0;
    double walkB = 0;
    double walkC = 0;
    double walkD = 0;
    double[] ofA = columns[a];
    double[] ofB = columns[b];
    double[] ofC = columns[c];
    double[] ofD = columns[d];
    double[] whiteA = white[a];
    double[] whiteB = white[b];
    double[] whiteC = white[c];
    double[] whiteD = white[d];
    for (int i = 0; i < scale.length; i++) {
      double unit = scale[i];
      double errorGain = autoregressiveGain[i];
      double gain = walkGain[i];
      double innovationA = ofA[i] - errorA - walkA;
      double innovationB = ofB[i] - errorB - walkB;
      double innovationC = ofC[i] - errorC - walkC;
      double innovationD = ofD[i] - errorD - walkD;
      whiteA[i] = innovationA * unit;
      whiteB[i] = innovationB * unit;
      whiteC[i] = innovationC * unit;
      whiteD[i] = innovationD * unit;
      errorA = correlation * (errorA + errorGain * innovationA);
      errorB = correlation * (errorB + errorGain * innovationB);
      errorC = correlation * (errorC + errorGain * innovationC);
      errorD = correlation * (errorD + errorGain * innovationD);
      walkA += gain * innovationA;
      walkB += gain * innovationB;
      walkC += gain * innovationC;
      walkD += gain * innovationD;
    }
  }
}
