package dev.tidemark.accuracy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The shortest honest interval for a slope: that of generalised least squares by somebody who knows
 * the mean curve of the target up to its heights, and the covariance of its errors; and that of
 * somebody who knows the curve, and that the errors are autoregressive, but not how strongly.
 */
final class Oracle {
  private static final double TAIL = 0.025;
  private static final int REMEMBERED = 64;

  /** Correlations that may be, all as likely. */
  private static final double[] CORRELATIONS =
      IntStream.range(0, 20).mapToDouble(k -> 0.025 + 0.05 * k).toArray();

  private static final double CLOSE = 1e-6;

  /** The last factors, which most runs of a cell share; for each thread. */
  private final ThreadLocal<Map<Known, double[][]>> known = ThreadLocal.withInitial(HashMap::new);

  private record Known(Zoo kind, Errors errors, int readings, double slope) {}

  /**
   * A slope by one covariance of the errors.
   *
   * @param unit standard error at errors of variance 1
   * @param squares what the curve leaves of the readings
   * @param logWeight how likely the readings make the covariance (restricted likelihood)
   */
  private record Fit(double slope, double unit, double squares, int degrees, double logWeight) {
    double error() {
      return unit * Math.sqrt(squares / degrees);
    }
  }

  /**
   * The width of the 95% interval of one who knows the covariance, expected, in bytes per request.
   *
   * @param readings how many of the target's readings the oracle may use
   */
  double width(Target target, int readings) {
    Fit fit = fit(target, target.kind().errors(), readings);
    return 2 * TDistribution.of(fit.degrees()).inverseSurvivalProbability(TAIL) * fit.unit();
  }

  /** The standard error of the slope of one who knows the covariance, in bytes per request. */
  double error(Target target, int readings) {
    return fit(target, target.kind().errors(), readings).unit();
  }

  /**
   * The 95% interval of one who does not know how strongly errors are correlated: by the mixture of
   * the distributions at every correlation, weighted by their restricted likelihoods (Harville,
   * 1974). Of errors that are not correlated nothing is to be learned, and nobody knows more by
   * knowing less.
   */
  double widthByCurve(Target target, int readings) {
    if (target.kind().errors().correlation() == 0) {
      return width(target, readings);
    }
    List<Fit> fits =
        Arrays.stream(CORRELATIONS)
            .mapToObj(one -> fit(target, Errors.correlated(one), readings))
            .toList();
    return Math.max(width(target, readings), quantile(fits, 1 - TAIL) - quantile(fits, TAIL));
  }

  private static double quantile(List<Fit> fits, double share) {
    double top = fits.stream().mapToDouble(Fit::logWeight).max().orElseThrow();
    double reach = fits.stream().mapToDouble(Fit::error).max().orElseThrow() * 100;
    double low = fits.stream().mapToDouble(Fit::slope).min().orElseThrow() - reach;
    double high = fits.stream().mapToDouble(Fit::slope).max().orElseThrow() + reach;
    TDistribution t = TDistribution.of(fits.get(0).degrees());
    while (high - low > CLOSE * reach) {
      double between = (low + high) / 2;
      double weights = 0;
      double below = 0;
      for (Fit fit : fits) {
        double weight = Math.exp(fit.logWeight() - top);
        weights += weight;
        below += weight * t.cumulativeProbability((between - fit.slope()) / fit.error());
      }
      if (below < share * weights) {
        low = between;
      } else {
        high = between;
      }
    }
    return (low + high) / 2;
  }

  private Fit fit(Target target, Errors errors, int readings) {
    double[][] factor = factor(target, errors, readings);
    boolean bare = Arrays.stream(target.shape()).limit(readings).distinct().count() < 2;
    double[][] columns = bare ? new double[3][] : new double[4][];
    double[] ones = new double[readings];
    Arrays.fill(ones, 1);
    columns[0] = whitened(factor, target.readings());
    columns[1] = whitened(factor, target.path());
    columns[2] = whitened(factor, ones);
    if (!bare) {
      columns[3] = whitened(factor, target.shape());
    }
    double logDeterminants = 0;
    for (int i = 0; i < readings; i++) {
      logDeterminants += 2 * Math.log(factor[i][i]);
    }
    // what is left of the columns before each once it is projected off
    double slope = 0;
    for (int k = columns.length - 1; k > 0; k--) {
      double squares = product(columns[k], columns[k]);
      logDeterminants += Math.log(squares);
      for (int j = 0; j < k; j++) {
        double share = product(columns[k], columns[j]) / squares;
        slope = k == 1 ? share : slope;
        for (int i = 0; i < readings; i++) {
          columns[j][i] -= share * columns[k][i];
        }
      }
    }
    int degrees = readings - columns.length + 1;
    double squares = product(columns[0], columns[0]);
    return new Fit(
        slope,
        1 / Math.sqrt(product(columns[1], columns[1])),
        squares,
        degrees,
        -0.5 * (logDeterminants + degrees * Math.log(squares)));
  }

  private double[][] factor(Target target, Errors errors, int readings) {
    Map<Known, double[][]> factors = known.get();
    if (factors.size() > REMEMBERED) {
      factors.clear();
    }
    return factors.computeIfAbsent(
        new Known(target.kind(), errors, readings, target.slope()),
        key -> cholesky(covariance(target, errors, readings)));
  }

  private static double[][] covariance(Target target, Errors errors, int readings) {
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
