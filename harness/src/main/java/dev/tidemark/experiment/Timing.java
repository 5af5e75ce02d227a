package dev.tidemark.experiment;

import java.time.Duration;

/**
 * How long the answer of one request took, and how much it was.
 *
 * @param endToEnd from when it was due until the answer's last byte, or until it was aborted
 * @param firstToken from when it was due until the first chunk of the answer
 * @param gapsNanos between one chunk and the next; not copied, and not changed by either side
 * @param bodyBytes of the answer's body, as far as it was read
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by the histogram
public record Timing(Duration endToEnd, Duration firstToken, long[] gapsNanos, long bodyBytes) {
  private static final double NANOS = 1e9;

  /** How long so many chunks of a stream take at the pace of this one, from when it was due. */
  public Duration timeFor(long chunks) {
    return Duration.ofNanos(Math.round(chunks * NANOS / chunksPerSecond()));
  }

  /** Chunks of a stream per second from when it was due until its end: what its reader got. */
  double chunksPerSecond() {
    return (gapsNanos.length + 1) * NANOS / Math.max(1, endToEnd.toNanos());
  }
}
