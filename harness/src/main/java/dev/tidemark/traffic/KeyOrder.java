package dev.tidemark.traffic;

import dev.tidemark.config.Keys;
import java.util.Arrays;
import java.util.Random;

/** Which content each request of a route has: a number, equal for equal content. */
public final class KeyOrder {
  /** Requests in a row that draw from all parts of the distribution equally. */
  private static final int DECK = 20;

  private static final long SALT = 3;

  private final Keys keys;
  private final double[] cumulative;

  private KeyOrder(Keys keys, double[] cumulative) {
    this.keys = keys;
    this.cumulative = cumulative;
  }

  public static KeyOrder of(Keys keys) {
    if (!(keys instanceof Keys.Zipf zipf)) {
      return new KeyOrder(keys, new double[0]);
    }
    double[] cumulative = new double[Math.toIntExact(zipf.keys())];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += StrictMath.pow(i + 1, -zipf.exponent());
      cumulative[i] = sum;
    }
    return new KeyOrder(keys, cumulative);
  }

  /**
   * The key of a request.
   *
   * @param ordinal of the request among those of its route
   */
  public long key(long ordinal, long seed) {
    if (keys instanceof Keys.Repeating repeating) {
      return ordinal % repeating.keys();
    }
    return keys instanceof Keys.Zipf ? drawn(ordinal, seed) : ordinal;
  }

  /** Each of {@value #DECK} requests in a row draws from another part of the distribution. */
  private long drawn(long ordinal, long seed) {
    int part = Shuffled.card(ordinal, DECK, seed, SALT);
    double within = new Random(seed * 7_368_787 + ordinal).nextDouble();
    double wanted = (part + within) / DECK * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, wanted);
    return Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found + 1);
  }
}
