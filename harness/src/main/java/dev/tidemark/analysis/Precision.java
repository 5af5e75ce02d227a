package dev.tidemark.analysis;

/**
 * What so many rounds can tell of a slope: the one place of the formula.
 *
 * <p>The standard error of a slope over n evenly spaced floors with independent noise σ, N requests
 * apart, is U = σ√12 / (N·n^1.5). A figure of merit is a multiple of U. Noise that is correlated
 * makes it larger.
 */
public final class Precision {
  private static final double SPREAD = Math.sqrt(12);

  private Precision() {}

  /**
   * The growth per request that such a run tells.
   *
   * @param factor of the figure of merit, such as {@code FloorTest.DETECTABLE}
   * @param noise standard deviation of one floor
   */
  public static double slope(double factor, double noise, double requests, int rounds) {
    return factor * noise * SPREAD / (requests * Math.pow(rounds, 1.5));
  }

  /** The requests per round that make so many rounds tell growth of {@code slope}. */
  public static double requests(double factor, double noise, int rounds, double slope) {
    return factor * noise * SPREAD / (slope * Math.pow(rounds, 1.5));
  }

  /** The rounds of so many requests that tell growth of {@code slope}. */
  public static double rounds(double factor, double noise, double requests, double slope) {
    return Math.pow(factor * noise * SPREAD / (requests * slope), 2.0 / 3);
  }

  /**
   * The requests per round at which a given precision takes the least time: where they take twice
   * as long as the floor after them.
   */
  public static double cheapestRequests(double requestsPerSecond, double floorSeconds) {
    return 2 * requestsPerSecond * floorSeconds;
  }
}
