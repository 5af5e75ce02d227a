package dev.tidemark.accuracy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The shortest honest interval: that of generalised least squares by somebody who knows the mean
 * curve of the target up to its heights, and the correlation of its errors.
 */
final class Oracle {
  private static final double TAIL = 0.025;

  private static final int REMEMBERED = 16;

  /** The last factors, which most runs of a cell share; for each thread. */
  private final ThreadLocal<Map<Known, double[][]>> known = ThreadLocal.withInitial(HashMap::new);

  private record Known(Zoo kind, int readings, double slope) {}

  /**
   * The width of the oracle's 95% interval for the slope, expected, in bytes per request.
   *
   * @param readings how many of the target's readings the oracle may use
   */
  double width(Target target, int readings) {
    double[][] factor = factor(target, readings);
    boolean bare = Arrays.stream(target.shape()).limit(readings).distinct().count() < 2;
    double[][] columns = bare ? new double[2][] : new double[3][];
    double[] ones = new double[readings];
    Arrays.fill(ones, 1);
    columns[0] = whitened(factor, target.path());
    columns[1] = whitened(factor, ones);
    if (!bare) {
      columns[2] = whitened(factor, target.shape());
    }
    // what is left of the slope's column once the others are projected off
    for (int k = columns.length - 1; k > 0; k--) {
      double squares = product(columns[k], columns[k]);
      for (int j = 0; j < k; j++) {
        double share = product(columns[k], columns[j]) / squares;
        for (int i = 0; i < readings; i++) {
          columns[j][i] -= share * columns[k][i];
        }
      }
    }
    int degrees = readings - columns.length;
    double t = TDistribution.of(degrees).inverseSurvivalProbability(TAIL);
    return 2 * t / Math.sqrt(product(columns[0], columns[0]));
  }

  private double[][] factor(Target target, int readings) {
    Map<Known, double[][]> factors = known.get();
    if (factors.size() > REMEMBERED) {
      factors.clear();
    }
    return factors.computeIfAbsent(
        new Known(target.kind(), readings, target.slope()),
        key -> cholesky(covariance(target, readings)));
  }

  private static double[][] covariance(Target target, int readings) {
    Errors errors = target.kind().errors();
    double wandering = target.kind().leak().wandering(target.slope());
    double[][] covariance = new double[readings][readings];
    for (int i = 0; i < readings; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] =
            Scale.NOISE * Scale.NOISE * errors.covariance(i, j, target.progress())
                + wandering * target.requests()[j];
      }
    }
    return covariance;
  }

  private static double[][] cholesky(double[][] lower) {
    int size = lower.length;
    double[][] factor = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lower[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    return factor;
  }

  /** The column in which errors would be independent and of variance 1. */
  private static double[] whitened(double[][] factor, double[] column) {
    double[] white = new double[factor.length];
    for (int i = 0; i < white.length; i++) {
      double sum = column[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * white[k];
      }
      white[i] = sum / factor[i][i];
    }
    return white;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
