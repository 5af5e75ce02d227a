package dev.tidemark.probe;

import java.time.InstantSource;

/**
 * The two kinds of time that a reading carries.
 *
 * @param monotonic for durations and deadlines
 * @param wall for people
 */
public record Clocks(Ticker monotonic, InstantSource wall) {
  /** The machine's own clocks. */
  public static final Clocks SYSTEM = new Clocks(Ticker.SYSTEM, InstantSource.system());
}
