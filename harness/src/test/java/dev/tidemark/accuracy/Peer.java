package dev.tidemark.accuracy;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Rules of thumb and of other tools: each says of readings whether it would call them a leak. */
enum Peer {
  FIRST_VS_LAST(
      "first against last",
      "the mean of the last tenth of the readings exceeds that of the first by more than two"
          + " standard errors") {
    @Override
    boolean flags(double[] x, double[] y) {
      int tenth = Math.max(3, y.length / 10);
      double[] first = Arrays.copyOfRange(y, 0, tenth);
      double[] last = Arrays.copyOfRange(y, y.length - tenth, y.length);
      double error = Math.sqrt((variance(first) + variance(last)) / tenth);
      return mean(last) - mean(first) > 2 * error;
    }
  },
  GROWTHS_IN_A_ROW("5 growths in a row", "five readings in a row each exceed the one before") {
    @Override
    boolean flags(double[] x, double[] y) {
      int row = 0;
      for (int i = 1; i < y.length; i++) {
        row = y[i] > y[i - 1] ? row + 1 : 0;
        if (row == 5) {
          return true;
        }
      }
      return false;
    }
  },
  LEAST_SQUARES("least squares", "the slope of ordinary least squares is positive, p < 0.05") {
    @Override
    boolean flags(double[] x, double[] y) {
      double[] line = line(x, y);
      double t = TDistribution.of(x.length - 2).inverseSurvivalProbability(0.025);
      return line[0] > t * line[1];
    }
  },
  MANN_KENDALL("Mann-Kendall", "Mann and Kendall's trend test, p < 0.05, and Sen's slope > 0") {
    @Override
    boolean flags(double[] x, double[] y) {
      return kendall(y, 1) > QUANTILE && sen(x, y) > 0;
    }
  },
  HAMED_RAO("Hamed-Rao", "the same with the variance corrected for autocorrelated ranks (1998)") {
    @Override
    boolean flags(double[] x, double[] y) {
      double slope = sen(x, y);
      double[] ranks = ranks(x, y, slope);
      int n = y.length;
      double sum = 0;
      for (int lag = 1; lag < n - 2; lag++) {
        double correlation = autocorrelation(ranks, lag);
        if (Math.abs(correlation) > QUANTILE / Math.sqrt(n)) {
          sum += (n - lag) * (n - lag - 1.0) * (n - lag - 2.0) * correlation;
        }
      }
      double factor = Math.max(0.1, 1 + 2 * sum / (n * (n - 1.0) * (n - 2.0)));
      return kendall(y, factor) > QUANTILE && slope > 0;
    }
  },
  FLIGHT_RECORDER(
      "like JMC's live-set rule",
      "least squares over all readings grow by more than 0.2% of the live set a second, a round"
          + " taken as one second: a score of 25") {
    @Override
    boolean flags(double[] x, double[] y) {
      double perSecond = line(x, y)[0] * (x[x.length - 1] - x[0]) / (x.length - 1);
      double score = 100 * (1 - Math.exp(-perSecond / y[0] * Math.log(4) / 0.01));
      return score >= 25;
    }
  },
  FIXED_GATE(
      "like next-leak's gate",
      "growth above the larger of 256 KiB and 51.2 KiB per 1,000 requests") {
    @Override
    boolean flags(double[] x, double[] y) {
      int last = y.length - 1;
      double perRequest = 51.2 * 1024 / 1000;
      return y[last] - y[0] > Math.max(256 * 1024, perRequest * (x[last] - x[0]));
    }
  };

  private static final double QUANTILE =
      NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

  private final String title;
  private final String rule;

  Peer(String title, String rule) {
    this.title = title;
    this.rule = rule;
  }

  String title() {
    return title;
  }

  String rule() {
    return rule;
  }

  abstract boolean flags(double[] x, double[] y);

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }

  /** Slope and its standard error. */
  private static double[] line(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = xy / xx;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      double error = y[i] - meanY - slope * (x[i] - meanX);
      squares += error * error;
    }
    return new double[] {slope, Math.sqrt(squares / (x.length - 2) / xx)};
  }

  /** Kendall's normal score. */
  private static double kendall(double[] y, double varianceFactor) {
    int n = y.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        sum += Math.signum(y[j] - y[i]);
      }
    }
    double variance = varianceFactor * n * (n - 1.0) * (2.0 * n + 5) / 18;
    return (sum - Math.signum(sum)) / Math.sqrt(variance);
  }

  /** The median of the slopes between all pairs. */
  private static double sen(double[] x, double[] y) {
    int n = y.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int k = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[k++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    Arrays.sort(slopes);
    return slopes[slopes.length / 2];
  }

  /** Ranks of what is left once the slope is taken off. */
  private static double[] ranks(double[] x, double[] y, double slope) {
    double[] left = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      left[i] = y[i] - slope * x[i];
    }
    double[] ranks = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      for (double other : left) {
        ranks[i] += other < left[i] ? 1 : 0;
      }
    }
    return ranks;
  }

  private static double autocorrelation(double[] values, int lag) {
    double mean = mean(values);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
      products += i >= lag ? (values[i] - mean) * (values[i - lag] - mean) : 0;
    }
    return squares > 0 ? products / squares : 0;
  }
}
