package dev.tidemark.experiment;

import java.util.Locale;
import java.util.Optional;

/**
 * How the streams of one arm arrived: piece by piece, or all at once at their end. For one thread
 * at a time.
 *
 * <p>A stream is taken for buffered where it took long enough to tell, had enough chunks, and all
 * of them came in the last tenth of its time. A model that writes piece by piece does not do that:
 * either this one does not, or something between it and the load waits for the whole answer, and
 * holds it.
 */
final class StreamShapes {
  private static final long SHORTEST_NANOS = 150_000_000;
  private static final int FEWEST_GAPS = 7;
  private static final double END = 0.9;
  private static final long ENOUGH = 20;
  private static final double MOST_OF_THEM = 0.9;

  private long told;
  private long buffered;

  void saw(Timing timing) {
    long all = timing.endToEnd().toNanos();
    if (all < SHORTEST_NANOS || timing.gapsNanos().length < FEWEST_GAPS) {
      return;
    }
    told++;
    if (timing.firstToken().toNanos() >= END * all) {
      buffered++;
    }
  }

  /** Said where nearly all streams that can be told were buffered, and there were enough. */
  Optional<String> note() {
    return told < ENOUGH || buffered < MOST_OF_THEM * told
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d of %,d streams arrived all at once, in the last tenth of their time: the first"
                    + " token takes as long as the whole; the model, or something between it and"
                    + " the load, waits for whole answers and holds them",
                buffered,
                told));
  }
}
