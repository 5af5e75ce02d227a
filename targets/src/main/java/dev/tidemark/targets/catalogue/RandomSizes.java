package dev.tidemark.targets.catalogue;

import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps an array of random size a request: 10 KB and an exponential of mean 25 KB more, at most 100
 * KB, all times a scale. The sizes repeat with the seed.
 */
final class RandomSizes implements Leak {
  private static final double LEAST_BYTES = 10_000;
  private static final double MOST_BYTES = 100_000;
  private static final double MEAN_EXCESS_BYTES = 25_000;

  private final ConcurrentLinkedQueue<byte[]> kept = new ConcurrentLinkedQueue<>();
  private final Random random;
  private final double scale;

  RandomSizes(long seed, double scale) {
    random = new Random(seed);
    this.scale = scale;
  }

  @Override
  public void onRequest(byte[] body) {
    kept.add(new byte[nextSize()]);
  }

  private int nextSize() {
    double excess = -MEAN_EXCESS_BYTES * Math.log(1 - random.nextDouble());
    return (int) (Math.min(MOST_BYTES, LEAST_BYTES + excess) * scale);
  }
}
