package dev.tidemark.ledger;

import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/**
 * The end-to-end latencies of one arm from when its gate was opened until its last request ended.
 *
 * @param from by the wall clock, as the rows of the ledger have it
 * @param nanos to two significant digits, in little memory
 */
public record LatencyInterval(String arm, Instant from, Instant to, Histogram nanos) {
  private static final int DIGITS = 2;

  /** Of a histogram with its start and end time set. */
  static LatencyInterval of(String arm, Histogram interval) {
    Histogram packed = new PackedHistogram(DIGITS);
    packed.add(interval);
    return new LatencyInterval(
        arm,
        Instant.ofEpochMilli(interval.getStartTimeStamp()),
        Instant.ofEpochMilli(interval.getEndTimeStamp()),
        packed);
  }

  /** An empty histogram of this kind. */
  public static Histogram none() {
    return new PackedHistogram(DIGITS);
  }

  /** Whether a tag of the log is an arm's own, and so that of its end-to-end latencies. */
  static boolean isEndToEnd(String tag) {
    return !tag.endsWith(LedgerWriter.FIRST_TOKEN)
        && !tag.endsWith(LedgerWriter.INTER_TOKEN)
        && !tag.endsWith(LedgerWriter.ANSWER_BYTES)
        && !tag.endsWith(LedgerWriter.TOKENS_PER_SECOND);
  }
}
