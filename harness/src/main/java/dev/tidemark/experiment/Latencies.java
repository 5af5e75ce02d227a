package dev.tidemark.experiment;

import dev.tidemark.ledger.LedgerWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The latencies of one arm since they were last taken, in nanoseconds. */
final class Latencies {
  /** From when a request was due until the last byte of its answer. */
  static final String END_TO_END = "";

  private final Histogram endToEnd = none();
  private final Histogram firstToken = none();
  private final Histogram gaps = none();

  static Histogram none() {
    return LedgerWriter.newHistogram();
  }

  void endToEnd(Duration duration) {
    endToEnd.recordValue(Math.max(0, duration.toNanos()));
  }

  void record(Timing timing) {
    endToEnd(timing.endToEnd());
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
    if (firstToken.getTotalCount() > 0) {
      taken.put(LedgerWriter.FIRST_TOKEN, firstToken.copy());
    }
    if (gaps.getTotalCount() > 0) {
      taken.put(LedgerWriter.INTER_TOKEN, gaps.copy());
    }
    endToEnd.reset();
    firstToken.reset();
    gaps.reset();
    return taken;
  }
}
