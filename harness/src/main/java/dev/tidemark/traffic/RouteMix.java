package dev.tidemark.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which route each request of a run goes to, determined by its index and a seed. Safe for many
 * threads.
 *
 * <p>Idea: where every round sends the same share to every route, their growth cannot be told apart.
 * So the shares vary about the weights in stretches of 20, 80, 320 … requests, whatever the size of
 * a round turns out to be: each stretch raises or lowers the share of each route by {@value #SWING}
 * of itself, at random, and the next one does the opposite, so that nothing drifts. The first
 * stretch of each length leaves the shares alone: a short run keeps to the weights. A position goes
 * to the route that lags most behind its share; the positions of a deck are shuffled.
 */
public final class RouteMix {
  private static final int DECK = 20;
  private static final int DECKS = 64;
  private static final int BLOCK = DECK * DECKS;
  private static final double SWING = 0.35;

  /** Stretches in decks. */
  private static final long[] STRETCHES = {1, 4, 16, 64, 256, 1_024};

  private static final int KEPT = 16;

  private final double[] weights;
  private final long seed;
  private final AtomicReferenceArray<Block> recent = new AtomicReferenceArray<>(KEPT);

  /** How each block begins, as far as they were worked out; guarded by itself. */
  private final List<Start> starts = new ArrayList<>();

  /**
   * What was sent to each route before a block, and by how much each lags behind its share.
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Start(long[] sent, double[] lag) {}

  /** A stretch of requests, worked out. */
  private static final class Block {
    final long number;
    final byte[] routes = new byte[BLOCK];
    final long[] ordinals = new long[BLOCK];

    Block(long number) {
      this.number = number;
    }
  }

  /**
   * The mix of some routes.
   *
   * @param weights at least one, at most 100, each above 0
   */
  public RouteMix(double[] weights, long seed) {
    if (weights.length < 1 || weights.length > 100) {
      throw new IllegalArgumentException(
          weights.length + " routes: there must be 1 to 100 of them");
    }
    this.weights = weights.clone();
    this.seed = seed;
    starts.add(new Start(new long[weights.length], new double[weights.length]));
  }

  public int routes() {
    return weights.length;
  }

  /** The route of a request, by its place among the weights. */
  public int route(long index) {
    return weights.length == 1 ? 0 : block(index).routes[(int) (index % BLOCK)];
  }

  /** How many requests went to the same route before this one. */
  public long ordinal(long index) {
    return weights.length == 1 ? index : block(index).ordinals[(int) (index % BLOCK)];
  }

  private Block block(long index) {
    long number = index / BLOCK;
    int slot = (int) (number % KEPT);
    Block known = recent.get(slot);
    if (known != null && known.number == number) {
      return known;
    }
    synchronized (starts) {
      while (starts.size() <= number) {
        work(starts.size() - 1L);
      }
      Block worked = work(number);
      recent.set(slot, worked);
      return worked;
    }
  }

  /** Works a block out, and with it how the next one begins. */
  private Block work(long number) {
    Start start = starts.get(Math.toIntExact(number));
    long[] sent = start.sent().clone();
    double[] lag = start.lag().clone();
    Block block = new Block(number);
    double[] shares = new double[weights.length];
    for (int i = 0; i < DECKS; i++) {
      long deck = number * DECKS + i;
      shares(deck, shares);
      byte[] dealt = new byte[DECK];
      for (int j = 0; j < DECK; j++) {
        dealt[j] = next(shares, lag);
      }
      shuffle(dealt, deck);
      for (int j = 0; j < DECK; j++) {
        int at = i * DECK + j;
        block.routes[at] = dealt[j];
        block.ordinals[at] = sent[dealt[j]]++;
      }
    }
    if (starts.size() == number + 1) {
      starts.add(new Start(sent, lag));
    }
    return block;
  }

  private static byte next(double[] shares, double[] lag) {
    int chosen = 0;
    for (int r = 0; r < lag.length; r++) {
      lag[r] += shares[r];
      if (lag[r] > lag[chosen]) {
        chosen = r;
      }
    }
    lag[chosen] -= 1;
    return (byte) chosen;
  }

  private void shuffle(byte[] dealt, long deck) {
    Random random = new Random(seed * 31 + deck);
    for (int i = dealt.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      byte other = dealt[i];
      dealt[i] = dealt[j];
      dealt[j] = other;
    }
  }

  private void shares(long deck, double[] into) {
    double sum = 0;
    for (int r = 0; r < weights.length; r++) {
      double share = weights[r];
      for (int s = 0; s < STRETCHES.length; s++) {
        share *= 1 + SWING * sign(deck / STRETCHES[s], r, s);
      }
      into[r] = share;
      sum += share;
    }
    for (int r = 0; r < weights.length; r++) {
      into[r] /= sum;
    }
  }

  /** Up, down, or neither for the first stretch; two neighbours are opposites. */
  private int sign(long stretch, int route, int length) {
    if (stretch == 0) {
      return 0;
    }
    long pair = (stretch - 1) / 2;
    int up = mixed(pair * 8 + length, route) < 0 ? -1 : 1;
    return (stretch - 1) % 2 == 0 ? up : -up;
  }

  /** Vigna's finaliser of SplitMix64: every bit of the input changes half of the output. */
  private long mixed(long pair, int route) {
    long z = seed * 0x9E3779B97F4A7C15L + pair * 131 + route;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public String toString() {
    return "routes weighted " + Arrays.toString(weights);
  }
}
