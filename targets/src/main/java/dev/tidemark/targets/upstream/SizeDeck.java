package dev.tidemark.targets.upstream;

import java.util.Random;

/**
 * A deck of 20 answer sizes in bytes, drawn without replacement and reshuffled when it is used up,
 * so that every 20 draws are the same multiset in another order.
 *
 * <p>Idea: stratified sampling. Nineteen cards are the mid-quantiles of a log-normal distribution
 * (median {@value #MEDIAN_BYTES} bytes, shape {@value #SHAPE}, held to 10-100 KB), and one card is
 * the rare huge answer. Sizes drawn independently would make the bytes that a leaky target keeps a
 * random walk. Not thread-safe.
 */
final class SizeDeck {
  static final int CARDS = 20;

  private static final double MEDIAN_BYTES = 44_000;
  private static final double SHAPE = 0.6;
  private static final int LEAST_BYTES = 10_000;
  private static final int MOST_BYTES = 100_000;

  /** Its JSON stays below 1 MiB, a region of G1 in small heaps; a byte more would take two. */
  private static final int HUGE_BYTES = 1_040_000;

  /** Standard normal quantiles at (i + 1/2) / 19; the lower half mirrors them. */
  private static final double[] UPPER_QUANTILES = {
    0, 0.1323, 0.2670, 0.4067, 0.5549, 0.7165, 0.8994, 1.1190, 1.4122, 1.9379
  };

  private final Random random;
  private final int[] cards = fullDeck();
  private int drawn = CARDS;

  SizeDeck(long seed) {
    random = new Random(seed);
  }

  int draw() {
    if (drawn == CARDS) {
      shuffle();
      drawn = 0;
    }
    return cards[drawn++];
  }

  private void shuffle() {
    for (int i = CARDS - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int card = cards[i];
      cards[i] = cards[other];
      cards[other] = card;
    }
  }

  private static int[] fullDeck() {
    int[] cards = new int[CARDS];
    int middle = UPPER_QUANTILES.length - 1;
    for (int i = 0; i <= middle; i++) {
      cards[middle + i] = size(UPPER_QUANTILES[i]);
      cards[middle - i] = size(-UPPER_QUANTILES[i]);
    }
    cards[CARDS - 1] = HUGE_BYTES;
    return cards;
  }

  private static int size(double quantile) {
    long bytes = Math.round(MEDIAN_BYTES * Math.exp(SHAPE * quantile));
    return (int) Math.min(MOST_BYTES, Math.max(LEAST_BYTES, bytes));
  }
}
