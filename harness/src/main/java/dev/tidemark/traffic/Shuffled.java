package dev.tidemark.traffic;

import java.util.Random;

/** The cards of one deck after another, each deck shuffled in its own way by a seed. */
final class Shuffled {
  private Shuffled() {}

  /**
   * The card at a position of an endless row of decks.
   *
   * @param cards of one deck
   * @param salt tells rows apart that go by the same seed
   */
  static int card(long position, int cards, long seed, long salt) {
    Random random = new Random(seed * 1_000_003 + (position / cards) * 7 + salt);
    int[] deck = new int[cards];
    for (int i = 0; i < cards; i++) {
      int j = random.nextInt(i + 1);
      deck[i] = deck[j];
      deck[j] = i;
    }
    return deck[(int) (position % cards)];
  }
}
