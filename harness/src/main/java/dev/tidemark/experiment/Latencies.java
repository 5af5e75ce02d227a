package dev.tidemark.experiment;

import dev.tidemark.ledger.LedgerWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The latencies of one arm since they were last taken, in nanoseconds; beside them how large its
 * answers were, and how fast they came.
 */
final class Latencies {
  /** From when a request was due until the last byte of its answer. */
  static final String END_TO_END = "";

  private final Histogram endToEnd = none();
  private final Histogram firstToken = none();
  private final Histogram gaps = none();
  private final Histogram bytes = none();
  private final Histogram rates = none();

  static Histogram none() {
    return LedgerWriter.newHistogram();
  }

  void endToEnd(Duration duration) {
    endToEnd.recordValue(Math.max(0, duration.toNanos()));
  }

  void body(long length) {
    bytes.recordValue(Math.max(0, length));
  }

  /** Records a stream that was read to its end. */
  void record(Timing timing) {
    endToEnd(timing.endToEnd());
    body(timing.bodyBytes());
    rates.recordValue(Math.round(timing.chunksPerSecond() * LedgerWriter.RATE_UNITS));
    beginning(timing);
  }

  /** Records what is known of an answer that was not read to its end. */
  void beginning(Timing timing) {
    firstToken.recordValue(Math.max(0, timing.firstToken().toNanos()));
    for (long gap : timing.gapsNanos()) {
      gaps.recordValue(Math.max(0, gap));
    }
  }

  /** What was recorded, by the suffix of its tag in the log; nothing is left behind. */
  Map<String, Histogram> take() {
    Map<String, Histogram> taken = new LinkedHashMap<>();
    taken.put(END_TO_END, endToEnd.copy());
    endToEnd.reset();
    take(firstToken, LedgerWriter.FIRST_TOKEN, taken);
    take(gaps, LedgerWriter.INTER_TOKEN, taken);
    take(bytes, LedgerWriter.ANSWER_BYTES, taken);
    take(rates, LedgerWriter.TOKENS_PER_SECOND, taken);
    return taken;
  }

  private static void take(Histogram one, String suffix, Map<String, Histogram> taken) {
    if (one.getTotalCount() > 0) {
      taken.put(suffix, one.copy());
      one.reset();
    }
  }
}
