package dev.tidemark.accuracy;

import dev.tidemark.model.Verdict;
import dev.tidemark.stats.Noise;
import dev.tidemark.stats.Order;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The rule that this project began with, kept as it was to be compared with: one burn-in after
 * another, five knees, and four tails. One look at one series.
 */
final class ReferenceRule {
  private static final double BURN_IN = 0.15;
  private static final double CONVICTABLE = 340;

  /** What it takes noise for, in what it was estimated to be. */
  private static final double SAFETY = 1.3;

  private static final double[] BURN_INS = {0.15, 0.3, 0.45};
  private static final double[] SHARES = {0.65, 0.75, 0.85};
  private static final double[] KNEES = {0.3, 0.45, 0.6, 0.7, 0.8};
  private static final double[] CURVE = {0.2, 0.4, 0.6, 0.765};
  private static final double[] TAILS = {1, 0.7, 0.5, 0.3};
  private static final Map<Integer, Map<Double, Double>> QUANTILES = new ConcurrentHashMap<>();

  private final double alphaLeak;
  private final double alphaPlateau;
  private final double[] x;
  private final double[] y;
  private final int[] steps;
  private final double correlation;
  private final double noise;
  private final double delta;

  private ReferenceRule(
      double[] allX, double[] allY, double delta, double alphaLeak, double alphaPlateau) {
    this.alphaLeak = alphaLeak;
    this.alphaPlateau = alphaPlateau;
    double[] despiked = despiked(allY);
    int start = (int) Math.ceil(BURN_IN * allX.length);
    int n = allX.length - start;
    double span = allX[allX.length - 1] - allX[start];
    x = new double[n];
    y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = (allX[start + i] - allX[start]) / span;
      y[i] = despiked[start + i] - despiked[start];
    }
    this.delta = delta * span;
    steps = steps(x, y);
    LeastSquares fit = LeastSquares.of(design(x, CURVE, steps), y, 0);
    noise = Math.sqrt(fit.variance);
    correlation = correlation(fit.residuals);
  }

  /**
   * What the rule says.
   *
   * @param allowance which the growth within the window that passed must exceed
   */
  static Verdict.Kind decide(
      double[] x, double[] y, double delta, double alphaLeak, double alphaPlateau, long allowance) {
    if (Arrays.stream(y).distinct().count() < 2) {
      return Verdict.Kind.PLATEAU;
    }
    return new ReferenceRule(x, y, delta, alphaLeak, alphaPlateau).decide(allowance);
  }

  /** The growth per unit of x that the rule prints as enough for LEAK. */
  static double convictable(double[] x, double[] y) {
    double residual = new ReferenceRule(x, y, 0, 1, 1).noise;
    double noise = SAFETY * Math.max(Noise.robust(x, y), residual);
    double interval = (x[x.length - 1] - x[0]) / (x.length - 1);
    return CONVICTABLE * noise * Math.sqrt(12) / (interval * Math.pow(x.length, 1.5));
  }

  private Verdict.Kind decide(long allowance) {
    for (int i = 0; i < BURN_INS.length; i++) {
      int start = (int) Math.rint((BURN_INS[i] - BURN_IN) / (1 - BURN_IN) * x.length);
      if (leaks(start, BURN_INS[i], SHARES[i])) {
        return growth(start) > allowance ? Verdict.Kind.LEAK : Verdict.Kind.GROWING;
      }
    }
    boolean growing = false;
    for (int i = 0; i < TAILS.length; i++) {
      int start = (int) Math.floor((1 - TAILS[i]) * x.length);
      if (x.length - start < 8) {
        continue;
      }
      int[] inside = stepsAfter(start);
      LeastSquares tail = fit(x, y, start, inside);
      if (tail.degrees < 3) {
        continue;
      }
      double slope = tail.estimate(0, 1);
      double error = tail.error(0, 1);
      double narrow = slope - quantile(alphaPlateau, tail.degrees) * error;
      if (slope + quantile(alphaPlateau, tail.degrees) * error < delta
          && inside.length <= 1
          && slope - quantile(alphaLeak, tail.degrees) * error <= 0.1 * delta) {
        return Verdict.Kind.PLATEAU;
      }
      growing |= i < 3 && narrow > 0;
    }
    return growing ? Verdict.Kind.GROWING : Verdict.Kind.INCONCLUSIVE;
  }

  private double growth(int start) {
    double first = Order.median(Arrays.copyOfRange(y, start, start + 3));
    double last = Order.median(Arrays.copyOfRange(y, y.length - 5, y.length));
    return last - first - 4 * noise;
  }

  private boolean leaks(int start, double burnIn, double share) {
    int m = x.length - start;
    if (m < 12) {
      return false;
    }
    int[] inside = stepsAfter(start);
    double first = x[start];
    double[] xs = new double[m];
    double[] ys = Arrays.copyOfRange(y, start, x.length);
    for (int i = 0; i < m; i++) {
      xs[i] = (x[start + i] - first) / (1 - first);
    }
    for (double ofRun : KNEES) {
      double knee = (ofRun - burnIn) / (1 - burnIn);
      if (knee < 0.1) {
        continue;
      }
      LeastSquares fit = LeastSquares.of(design(xs, new double[] {knee}, inside), ys, correlation);
      double average = 1 - share * (1 - knee);
      if (fit.degrees < 4 || !positive(fit, 0, 1, 1) || !positive(fit, 0, 1 - share, average)) {
        return false;
      }
    }
    double middle = ((burnIn + 0.8) / 2 - 0.08 - burnIn) / (1 - burnIn);
    double last = (0.8 - burnIn) / (1 - burnIn);
    LeastSquares between =
        LeastSquares.of(design(xs, new double[] {middle, last}, inside), ys, correlation);
    if (between.degrees < 4 || !positive(between, 0, 1, 1) || !blocksSlopeUp(xs, ys)) {
      return false;
    }
    LeastSquares line = LeastSquares.of(design(xs, new double[0], inside), ys, correlation);
    double slope = line.estimate(0, 1);
    return slope >= 4 * noise && slope - quantile(0.025, line.degrees) * line.error(0, 1) > 0;
  }

  private boolean positive(LeastSquares fit, double... weights) {
    return fit.estimate(weights) > quantile(alphaLeak, fit.degrees) * fit.error(weights);
  }

  private static boolean blocksSlopeUp(double[] x, double[] y) {
    int blocks = x.length >= 36 ? 6 : 4;
    int up = 0;
    for (int block = 0; block < blocks; block++) {
      int from = block * x.length / blocks;
      int to = (block + 1) * x.length / blocks;
      double mean = Arrays.stream(x, from, to).average().orElse(0);
      double slope = 0;
      for (int i = from; i < to; i++) {
        slope += (x[i] - mean) * y[i];
      }
      up += slope > 0 ? 1 : 0;
    }
    return up >= blocks - 1;
  }

  private LeastSquares fit(double[] xs, double[] ys, int start, int[] inside) {
    double[] tailX = Arrays.copyOfRange(xs, start, xs.length);
    double[] tailY = Arrays.copyOfRange(ys, start, xs.length);
    return LeastSquares.of(design(tailX, new double[0], inside), tailY, correlation);
  }

  private int[] stepsAfter(int start) {
    return Arrays.stream(steps).filter(step -> step > start + 1).map(s -> s - start).toArray();
  }

  private static double quantile(double alpha, int degrees) {
    return QUANTILES
        .computeIfAbsent(degrees, d -> new ConcurrentHashMap<>())
        .computeIfAbsent(alpha, a -> TDistribution.of(degrees).inverseSurvivalProbability(a));
  }

  private static double[][] design(double[] x, double[] knees, int[] steps) {
    double[][] rows = new double[x.length][2 + knees.length + steps.length];
    for (int i = 0; i < x.length; i++) {
      rows[i][0] = 1;
      rows[i][1] = x[i];
      for (int k = 0; k < knees.length; k++) {
        rows[i][2 + k] = Math.max(0, x[i] - knees[k]);
      }
      for (int k = 0; k < steps.length; k++) {
        rows[i][2 + knees.length + k] = i >= steps[k] ? 1 : 0;
      }
    }
    return rows;
  }

  private static int[] steps(double[] x, double[] y) {
    int[] steps = {};
    while (steps.length < 3) {
      double[][] rows = design(x, CURVE, steps);
      LeastSquares fit = LeastSquares.of(rows, y, 0);
      int p = rows[0].length;
      double squares = fit.variance * (x.length - p);
      double[] sums = new double[p];
      double residual = 0;
      double best = 4.5 * 4.5;
      int at = 0;
      for (int j = x.length - 1; j > 1 && squares > 0; j--) {
        double own = x.length - j;
        residual += fit.residuals[j];
        for (int a = 0; a < p; a++) {
          sums[a] += rows[j][a];
        }
        for (int a = 0; a < p; a++) {
          for (int b = 0; b < p; b++) {
            own -= sums[a] * fit.inverse[a][b] * sums[b];
          }
        }
        double less = own > 0.3 ? residual * residual / own : 0;
        double t = less / (Math.max(squares - less, 1e-300) / (x.length - p - 1));
        if (j <= x.length - 2 && t > best) {
          best = t;
          at = j;
        }
      }
      if (at == 0) {
        break;
      }
      steps = Arrays.copyOf(steps, steps.length + 1);
      steps[steps.length - 1] = at;
    }
    return steps;
  }

  private static double correlation(double[] residuals) {
    int n = residuals.length;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      squares += residuals[i] * residuals[i];
      products += i > 0 ? residuals[i] * residuals[i - 1] : 0;
    }
    double plain = squares > 0 ? products / squares : 0;
    double corrected = n > 10 ? (n * plain + 6) / (n - 8.0) : 0.9;
    double clamped = Math.min(Math.max(corrected, 0), 0.97);
    return n > 8 ? Math.min(0.97, clamped + Math.sqrt((1 - clamped * clamped) / n)) : clamped;
  }

  private static double[] despiked(double[] y) {
    int last = y.length - 1;
    double[] differences = new double[last];
    for (int i = 0; i < last; i++) {
      differences[i] = y[i + 1] - y[i];
    }
    double typical = median(differences);
    double limit =
        3.5 * 1.4826 * median(Arrays.stream(differences).map(d -> Math.abs(d - typical)).toArray());
    double[] smooth = y.clone();
    if (limit <= 0) {
      return smooth;
    }
    for (int i = 1; i < last; i++) {
      double before = y[i] - y[i - 1] - typical;
      double after = y[i] - y[i + 1] + typical;
      if (before * after > 0 && Math.min(Math.abs(before), Math.abs(after)) > limit) {
        smooth[i] = 0.5 * (y[i - 1] + y[i + 1]);
      }
    }
    if (Math.abs(y[last] - smooth[last - 1] - typical) > limit) {
      smooth[last] = smooth[last - 1] + typical;
    }
    if (Math.abs(y[0] - smooth[1] + typical) > limit) {
      smooth[0] = smooth[1] - typical;
    }
    return smooth;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
  }
}
