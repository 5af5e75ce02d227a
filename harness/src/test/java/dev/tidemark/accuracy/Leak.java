package dev.tidemark.accuracy;

import java.util.SplittableRandom;

/**
 * How a leak grows. A path is what is kept at each reading, in bytes, for a leak that grows by so
 * many bytes over the whole run.
 */
enum Leak {
  NONE,
  CONSTANT,
  /** In a fifth of every period, and not between; the slope is that of many periods. */
  BURSTS,
  /** Sets in at 45 to 60% of the shortest run. */
  LATE_ONSET,
  /** Its slope grows by half over the run; the truth is the slope at the end. */
  ACCELERATING,
  /** One request in twenty leaks, always the same. */
  OF_FAILED_REQUESTS,
  /** Grows with time, and rounds take unequally long. */
  OF_TIME,
  /** The target restarts once, and the leak begins anew. */
  RESTARTED,
  /** About one request in a round keeps 10 to 100 KB, seldom up to a megabyte. */
  OF_RANDOM_SIZE_RARE,
  /** The same, ten requests in a round. */
  OF_RANDOM_SIZE;

  private static final double SMALLEST = 10_000;
  private static final double LARGEST = 1_000_000;
  private static final double TYPICAL = 30_000;
  private static final double SPREAD = 0.8;
  private static final double FAILED = 0.05;

  /** Mean and mean square of the random sizes, by numeric integration over their quantiles. */
  private static final double[] MOMENTS = moments();

  /** Whether kept bytes are a random walk about a line. */
  boolean wanders() {
    return this == OF_RANDOM_SIZE || this == OF_RANDOM_SIZE_RARE || this == OF_FAILED_REQUESTS;
  }

  /** Whether the requests that leak are counted by whoever sends them. */
  boolean counted() {
    return this == OF_FAILED_REQUESTS;
  }

  /** Whether the growth per request is the same all along, so that an interval has one truth. */
  boolean constant() {
    return this == CONSTANT || this == RESTARTED || wanders();
  }

  /** Whether its size comes with its kind, whatever growth is asked for. */
  boolean ownSize() {
    return this == OF_RANDOM_SIZE || this == OF_RANDOM_SIZE_RARE;
  }

  /** The true growth per request, given the one asked for. */
  double slope(double asked) {
    return switch (this) {
      case NONE -> 0;
      case OF_RANDOM_SIZE_RARE -> MOMENTS[0] / Scale.REQUESTS;
      case OF_RANDOM_SIZE -> 10 * MOMENTS[0] / Scale.REQUESTS;
      default -> asked;
    };
  }

  /** The variance by which the kept bytes wander, per request. */
  double wandering(double slope) {
    return switch (this) {
      case OF_RANDOM_SIZE_RARE -> MOMENTS[1] / Scale.REQUESTS;
      case OF_RANDOM_SIZE -> 10 * MOMENTS[1] / Scale.REQUESTS;
      case OF_FAILED_REQUESTS -> slope * slope / FAILED * (1 - FAILED);
      default -> 0;
    };
  }

  /**
   * @param course requests at each reading, of the longest run, and of the shortest
   * @param slope bytes per request
   * @param t what is drawn once per target
   */
  double[] path(SplittableRandom random, Zoo.Course course, double slope, double[] t) {
    double[] x = course.requests();
    double horizon = course.horizon();
    double shortest = course.shortest();
    double[] path = new double[x.length];
    double restart = 0.25 + 0.35 * t[3];
    double onset = 0.45 + 0.15 * t[3];
    double period = 0.04 + 0.08 * t[3];
    double walk = 0;
    for (int i = 0; i < x.length; i++) {
      double u = x[i] / horizon;
      double requests = x[i] - (i > 0 ? x[i - 1] : 0);
      double bytes = slope * horizon;
      switch (this) {
        case NONE -> path[i] = 0;
        case CONSTANT -> path[i] = bytes * u;
        case BURSTS -> {
          double cycle = x[i] / (period * shortest);
          double within = cycle - Math.floor(cycle);
          path[i] = slope * shortest * period * (Math.floor(cycle) + Math.min(1, within / 0.2));
        }
        case LATE_ONSET -> path[i] = slope * Math.max(0, x[i] - onset * shortest);
        case ACCELERATING -> path[i] = bytes * (2 * u + u * u / 2) / 3;
        case RESTARTED -> path[i] = bytes * (u < restart ? u : u - restart);
        case OF_TIME ->
            path[i] = walk += slope * requests * Math.exp(0.3 * random.nextGaussian() - 0.045);
        case OF_FAILED_REQUESTS -> {
          for (int k = 0; k < requests; k++) {
            walk += random.nextDouble() < FAILED ? slope / FAILED : 0;
          }
          path[i] = walk;
        }
        case OF_RANDOM_SIZE_RARE -> path[i] = walk += sizes(random, requests / Scale.REQUESTS);
        case OF_RANDOM_SIZE -> path[i] = walk += sizes(random, 10 * requests / Scale.REQUESTS);
      }
    }
    return path;
  }

  /** The sum of a Poisson number of random sizes. */
  private static double sizes(SplittableRandom random, double expected) {
    double sum = 0;
    for (double at = exponential(random); at < expected; at += exponential(random)) {
      sum += size(random.nextGaussian());
    }
    return sum;
  }

  private static double exponential(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }

  private static double size(double normal) {
    return Math.min(LARGEST, Math.max(SMALLEST, TYPICAL * Math.exp(SPREAD * normal)));
  }

  private static double[] moments() {
    double[] moments = new double[2];
    double weights = 0;
    for (double z = -6; z <= 6; z += 0.001) {
      double weight = Math.exp(-z * z / 2);
      double size = size(z);
      weights += weight;
      moments[0] += weight * size;
      moments[1] += weight * size * size;
    }
    return new double[] {moments[0] / weights, moments[1] / weights};
  }
}
