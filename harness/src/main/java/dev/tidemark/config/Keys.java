package dev.tidemark.config;

/** Which requests are the same as others: what a cache keyed by content would find again. */
public sealed interface Keys {
  /** No request is like another. */
  record Unique() implements Keys {}

  /** So many different ones, one after the other, again and again. */
  record Repeating(long keys) implements Keys {
    public Repeating {
      atLeastOne(keys);
    }
  }

  /**
   * So many different ones, of which the k-th most frequent one is sent in proportion to k^-s.
   *
   * @param exponent s
   */
  record Zipf(double exponent, long keys) implements Keys {
    private static final long MOST = 10_000_000;

    public Zipf {
      atLeastOne(keys);
      if (keys > MOST) {
        throw new IllegalArgumentException(keys + " keys are too many; write at most " + MOST);
      }
      if (!(exponent >= 0 && exponent <= 10)) {
        throw new IllegalArgumentException("the exponent " + exponent + " must lie from 0 to 10");
      }
    }
  }

  private static void atLeastOne(long keys) {
    if (keys < 1) {
      throw new IllegalArgumentException(keys + " keys are too few; write at least 1");
    }
  }
}
