package dev.tidemark.experiment;

import dev.tidemark.model.Range;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * How long what grows like a leak is watched before it is called one: sessions and caches that drop
 * by time grow along a line until the first of their entries is old enough. Where the target would
 * have died of such growth before, it is watched no longer than that.
 */
final class Watch {
  /** A minute is what many of them are set to, and they are swept every few seconds. */
  static final Duration LONG_ENOUGH = Duration.ofSeconds(70);

  /** Less than this is not waited for. */
  private static final Duration LEAST = Duration.ofSeconds(3);

  private Watch() {}

  /**
   * How much longer; zero where it was watched for long enough.
   *
   * @param rows of the arm, in order
   * @param segment of its rounds, which shows the growth
   * @param left of the budget
   */
  static Duration missing(TargetVerdict verdict, List<Tick> rows, int segment, Duration left) {
    LongSummaryStatistics nanos =
        rows.stream()
            .filter(row -> row.segment() == segment)
            .mapToLong(Tick::nanos)
            .summaryStatistics();
    if (nanos.getCount() == 0) {
      return Duration.ZERO;
    }
    double watched = (nanos.getMax() - nanos.getMin()) / 1e9;
    double untilDeath = verdict.secondsToLimit().map(Range::high).orElse(Double.MAX_VALUE);
    double missing = Math.min(LONG_ENOUGH.toSeconds() - watched, untilDeath);
    Duration wanted = Duration.ofMillis((long) (1e3 * Math.max(0, missing)));
    Duration affordable = wanted.compareTo(left) < 0 ? wanted : left;
    return affordable.compareTo(LEAST) < 0 ? Duration.ZERO : affordable;
  }
}
