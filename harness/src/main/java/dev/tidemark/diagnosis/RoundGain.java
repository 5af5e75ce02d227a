package dev.tidemark.diagnosis;

import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch between two floors of one segment that both carry a class histogram.
 *
 * @param requests ended in between; at least 1
 */
record RoundGain(Tick before, Tick after, long requests) {
  private static final double BURN_IN = 0.15;

  /** Requests that failed in between. */
  long failed() {
    return after.counts().failed() - before.counts().failed();
  }

  /** Requests that were answered as expected in between. */
  long answered() {
    return after.counts().completed() - before.counts().completed();
  }

  /**
   * The stretches of a run after its burn-in: 15% of them, and at least the first. Across segments
   * there is no stretch, since the target may have restarted.
   */
  static List<RoundGain> of(List<Tick> floors) {
    List<Tick> ordered =
        floors.stream()
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR && !tick.classes().isEmpty())
            .sorted(Comparator.comparingInt(Tick::segment).thenComparingInt(Tick::round))
            .toList();
    List<RoundGain> gains = new ArrayList<>();
    for (int i = 1; i < ordered.size(); i++) {
      Tick before = ordered.get(i - 1);
      Tick after = ordered.get(i);
      long requests = after.counts().ended() - before.counts().ended();
      if (before.segment() == after.segment() && requests > 0) {
        gains.add(new RoundGain(before, after, requests));
      }
    }
    int dropped = (int) Math.ceil(BURN_IN * gains.size());
    return gains.subList(dropped, gains.size());
  }
}
