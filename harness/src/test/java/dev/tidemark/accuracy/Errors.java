package dev.tidemark.accuracy;

import java.util.SplittableRandom;

/**
 * How readings err about what is kept, with standard deviation 1.
 *
 * @param correlation lag-1 autocorrelation, for {@link Kind#NORMAL}
 */
record Errors(Kind kind, double correlation) {
  private static final double OUTLIER_SHARE = 0.05;
  private static final double OUTLIER = 10;

  /** A walk moves by this much a round; it is not bounded, and its readings err besides. */
  private static final double WALK_STEP = 1;

  enum Kind {
    /** First-order autoregressive normal errors. */
    NORMAL,
    /** Student's t with three degrees of freedom. */
    HEAVY_TAILED,
    /** One reading in twenty is too high by about ten standard deviations. */
    OUTLIERS,
    /** The standard deviation rises from a half to one and a half over the run. */
    UNEQUAL,
    /** What is kept wanders as a random walk. */
    WALK
  }

  static final Errors WHITE = correlated(0);

  static Errors correlated(double correlation) {
    return new Errors(Kind.NORMAL, correlation);
  }

  static Errors of(Kind kind) {
    return new Errors(kind, 0);
  }

  /**
   * @param u how far the run is at each reading, from 0 to 1
   */
  double[] draw(SplittableRandom random, double[] u) {
    double[] errors = new double[u.length];
    double innovation = Math.sqrt(1 - correlation * correlation);
    double previous = random.nextGaussian();
    double walk = 0;
    for (int i = 0; i < u.length; i++) {
      double normal = random.nextGaussian();
      switch (kind) {
        case NORMAL -> {
          errors[i] = previous;
          previous = correlation * previous + innovation * normal;
        }
        case HEAVY_TAILED -> errors[i] = normal / Math.sqrt(chiSquareOfThree(random));
        case OUTLIERS ->
            errors[i] =
                normal
                    + (random.nextDouble() < OUTLIER_SHARE
                        ? OUTLIER * (0.5 + random.nextDouble())
                        : 0);
        case UNEQUAL -> errors[i] = (0.5 + u[i]) * normal;
        case WALK -> {
          walk += WALK_STEP * random.nextGaussian();
          errors[i] = walk + normal;
        }
      }
    }
    return errors;
  }

  private static double chiSquareOfThree(SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double normal = random.nextGaussian();
      sum += normal * normal;
    }
    return sum;
  }

  /** The covariance of two errors, as the oracle knows it. */
  double covariance(int i, int j, double[] u) {
    double outliers = OUTLIER * OUTLIER * OUTLIER_SHARE * (13.0 / 12 - OUTLIER_SHARE);
    return switch (kind) {
      case NORMAL -> Math.pow(correlation, Math.abs(i - j));
      case HEAVY_TAILED -> i == j ? 1 : 0;
      case OUTLIERS -> i == j ? 1 + outliers : 0;
      case UNEQUAL -> i == j ? (0.5 + u[i]) * (0.5 + u[i]) : 0;
      case WALK -> (i == j ? 1 : 0) + WALK_STEP * WALK_STEP * (1 + Math.min(i, j));
    };
  }
}
