package dev.tidemark.probe;

import java.time.Duration;
import java.util.Locale;

/** Writes durations for one-line reasons. */
final class Durations {
  private Durations() {}

  /** Such as {@code 250 ms} or {@code 1.5 s}. */
  static String words(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis % 1000 == 0
        ? millis / 1000 + " s"
        : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }
}
