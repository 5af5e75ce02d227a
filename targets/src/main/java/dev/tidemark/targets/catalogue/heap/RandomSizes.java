package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.UsageException;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps an array of random size a request: 10 KB and an exponential of mean 25 KB more, at most 100
 * KB, all times a scale. The sizes repeat with the seed.
 */
final class RandomSizes implements Case {
  private static final double LEAST_BYTES = 10_000;
  private static final double MOST_BYTES = 100_000;
  private static final double MEAN_EXCESS_BYTES = 25_000;

  private final ConcurrentLinkedQueue<byte[]> kept = new ConcurrentLinkedQueue<>();
  private final Random random;
  private final double scale;

  RandomSizes(Arguments arguments) throws UsageException {
    random = new Random(arguments.intValue("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE));
    scale = arguments.positiveValue("scale", 1);
  }

  @Override
  public void onRequest(Call call) {
    kept.add(new byte[nextSize()]);
  }

  private int nextSize() {
    double excess = -MEAN_EXCESS_BYTES * Math.log(1 - random.nextDouble());
    return (int) (Math.min(MOST_BYTES, LEAST_BYTES + excess) * scale);
  }
}
