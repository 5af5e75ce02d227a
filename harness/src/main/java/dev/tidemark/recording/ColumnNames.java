package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording.After;
import dev.tidemark.recording.ReadingOptions.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the name of a column tells, in any of the usual spellings. */
final class ColumnNames {
  private static final Map<Role, Pattern> MEANS =
      Map.of(
          Role.TIME,
          word("time|timestamp|ts|t|date|datetime|epoch|uptime|elapsed|seconds|secs?|millis|clock"),
          Role.REQUESTS,
          word("requests?|reqs?|hits|served|calls|transactions"),
          Role.MEMORY,
          word("memory|mem|heap|rss|pss|uss|live|floor|used|ram|bytes"));

  private static final Map<Role, Pattern> DOES_NOT_MEAN =
      Map.of(
          Role.TIME,
          word("response|gc|cpu|latency|pause|requests?|zone|memory|bytes"),
          Role.REQUESTS,
          word(
              "per|rate|rps|s|sec|second|in|inflight|flight|active|pending|failed|errors?|current"
                  + "|concurrent|ms|latency|duration|time|size|bytes|id"),
          Role.MEMORY,
          word(
              "max|limit|total|free|available|committed|count|percent|pct|ratio|rate|per|in|out"
                  + "|sent|received|network|disk|io|requests?|swap|cached"));

  private static final Pattern FORCED = word("floor|floors|live_set|after_full_gc");
  private static final Pattern AFTER_GC = word("after_gc|after_last_gc|after_collection");
  private static final Pattern UNIT =
      Pattern.compile(
          "_(bytes|ki?b|kilobytes|kibibytes|mi?b|megabytes|mebibytes|gi?b|gigabytes|gibibytes)$");
  private static final Pattern TIME_UNIT =
      Pattern.compile(
          "_(s|secs?|seconds|ms|msecs?|millis|milliseconds|us|micros|microseconds|ns|nanos|nanoseconds)$");

  private ColumnNames() {}

  private static Pattern word(String words) {
    return Pattern.compile("(?:^|_)(?:" + words + ")(?=_|$)");
  }

  /** {@code usedHeap (MB)} as {@code used_heap_mb}. */
  static String plain(String name) {
    return name.replaceAll("([KMGTkmgt])iB(?![a-z])", "_$1ib")
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_|_$", "");
  }

  static boolean mayMean(String name, Role role) {
    String plain = plain(name);
    return find(MEANS, role, plain) && !find(DOES_NOT_MEAN, role, plain);
  }

  private static boolean find(Map<Role, Pattern> patterns, Role role, String plain) {
    Pattern pattern = patterns.get(role);
    return pattern != null && pattern.matcher(plain).find();
  }

  /** What readings of such a name follow. */
  static After after(String name) {
    String plain = plain(name);
    if (FORCED.matcher(plain).find()) {
      return After.FORCED;
    }
    if (plain.contains("gc_live_data_size")) {
      return After.MAJOR;
    }
    return AFTER_GC.matcher(plain).find() ? After.MINOR : After.NOTHING;
  }

  /** The unit of memory at the end of a name. */
  static Optional<ByteSize> memoryUnit(String name) {
    return UNIT.matcher("_" + plain(name))
        .results()
        .findFirst()
        .map(found -> unit(found.group(1).charAt(0)));
  }

  private static ByteSize unit(char prefix) {
    return new ByteSize(
        switch (prefix) {
          case 'k' -> 1L << 10;
          case 'm' -> 1L << 20;
          case 'g' -> 1L << 30;
          default -> 1L;
        });
  }

  /** The unit of time at the end of a name, or as the whole name. */
  static Optional<TimeUnit> timeUnit(String name) {
    return TIME_UNIT
        .matcher("_" + plain(name))
        .results()
        .findFirst()
        .map(
            found ->
                switch (found.group(1).charAt(0)) {
                  case 'm' ->
                      found.group(1).startsWith("mic")
                          ? TimeUnit.MICROSECONDS
                          : TimeUnit.MILLISECONDS;
                  case 'u' -> TimeUnit.MICROSECONDS;
                  case 'n' -> TimeUnit.NANOSECONDS;
                  default -> TimeUnit.SECONDS;
                });
  }
}
