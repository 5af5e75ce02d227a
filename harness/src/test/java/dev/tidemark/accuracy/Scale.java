package dev.tidemark.accuracy;

/** The scale of the simulations: bytes, requests, and the unit in which slopes are counted. */
final class Scale {
  /** The standard deviation of one reading, in bytes. */
  static final double NOISE = 10_000;

  /** Requests of one round. */
  static final double REQUESTS = 100;

  /** What is held before the first request, in bytes. */
  static final double HELD = 20_000_000;

  private Scale() {}

  /** The standard error of a slope over so many rounds, in bytes per request. */
  static double unit(int rounds) {
    return NOISE * Math.sqrt(12) / (REQUESTS * Math.pow(rounds, 1.5));
  }

  /** The requests served at the end of each of so many rounds. */
  static double[] requests(int rounds) {
    double[] x = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      x[i] = (i + 1) * REQUESTS;
    }
    return x;
  }
}
