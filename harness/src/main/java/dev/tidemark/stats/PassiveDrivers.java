package dev.tidemark.stats;

import java.util.Optional;

/**
 * What a series gains with time that another driver, such as requests, does not explain.
 *
 * <p>Idea: what is left of time after a straight line in requests is compared with what is left of
 * the series after one (Frisch, Waugh and Lovell). Where requests came at a steady rate nothing is
 * left of time, and the two cannot be told apart. The standard error is widened for the correlation
 * of what remains.
 *
 * @param perTime growth per unit of time at a given number of requests
 * @param error its standard error
 * @param degrees of freedom
 */
public record PassiveDrivers(double perTime, double error, int degrees) {
  /** A standardised condition number beyond which two columns are one. */
  private static final double MOST_CONDITION = 30;

  private static final int FEWEST = 8;

  /** Nothing where the two drivers cannot be told apart. */
  public static Optional<PassiveDrivers> of(double[] requests, double[] time, double[] y) {
    int n = y.length;
    if (n < FEWEST || !identifiable(requests, time)) {
      return Optional.empty();
    }
    double[] timeLeft = left(requests, time);
    double[] valueLeft = left(requests, y);
    double square = product(timeLeft, timeLeft);
    double slope = product(timeLeft, valueLeft) / square;
    double[] errors = new double[n];
    for (int i = 0; i < n; i++) {
      errors[i] = valueLeft[i] - slope * timeLeft[i];
    }
    int degrees = n - 3;
    double correlation = PassiveLine.correlation(errors);
    double widening = Math.sqrt((1 + correlation) / (1 - correlation));
    double error = Math.sqrt(product(errors, errors) / degrees / square) * widening;
    return Optional.of(new PassiveDrivers(slope, error, degrees));
  }

  /** Half the width of the 95% interval. */
  public double halfWidth() {
    return StudentT.exceededWith(0.025, degrees) * error;
  }

  private static boolean identifiable(double[] a, double[] b) {
    double aa = centred(a, a);
    double bb = centred(b, b);
    if (!(aa > 0) || !(bb > 0)) {
      return false;
    }
    double r = Math.abs(centred(a, b)) / Math.sqrt(aa * bb);
    return (1 + r) < MOST_CONDITION * MOST_CONDITION * (1 - r);
  }

  /** The residuals of a straight line in x. */
  private static double[] left(double[] x, double[] y) {
    double slope = centred(x, y) / centred(x, x);
    double meanX = mean(x);
    double meanY = mean(y);
    double[] left = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      left[i] = y[i] - meanY - slope * (x[i] - meanX);
    }
    return left;
  }

  private static double centred(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
