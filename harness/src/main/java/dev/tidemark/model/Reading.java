package dev.tidemark.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The outcome of asking a probe: numbers, or the reason why there are none. A gap is data, never
 * filled in.
 */
public sealed interface Reading {
  /**
   * Numbers read at one moment.
   *
   * @param nanos the monotonic clock when the reading was complete
   * @param at the wall clock at that moment
   * @param classes the live set by class name, empty unless a class histogram was taken
   */
  record Measured(
      long nanos, Instant at, List<MemorySample> samples, Map<String, ClassCount> classes)
      implements Reading {
    public Measured {
      samples = List.copyOf(samples);
      classes = Map.copyOf(classes);
    }
  }

  /**
   * A reading that did not happen.
   *
   * @param reason one line for people: what failed
   * @param targetGone whether the probe knows that the process it reads has ended
   */
  record Missed(String reason, boolean targetGone) implements Reading {}
}
