package dev.tidemark.probe.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the name of a published number says about it. */
final class NumberNames {
  private static final List<String> FRAMES =
      List.of("maximum", "max", "total", "length", "size", "count");
  private static final Pattern FLOW =
      Pattern.compile(
          "sent|received|served|transferred|written|read|streamed|processed|downloaded|uploaded"
              + "|allocated|freed",
          Pattern.CASE_INSENSITIVE);

  private NumberNames() {}

  /** How many bytes one of this number is, by the unit that ends its name; 0 where none does. */
  static long bytesPerOne(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("bytes")) {
      return 1;
    }
    if (lower.endsWith("kb") || lower.endsWith("kib")) {
      return 1L << 10;
    }
    if (lower.endsWith("mb") || lower.endsWith("mib")) {
      return 1L << 20;
    }
    return lower.endsWith("gb") || lower.endsWith("gib") ? 1L << 30 : 0;
  }

  /** Whether the number adds up traffic, so that it grows in every healthy target. */
  static boolean addsUpTraffic(String name) {
    return FLOW.matcher(name).find();
  }

  /** Whether the name is that of a maximum. */
  static boolean isMaximum(String name) {
    String plain = plain(name);
    return plain.startsWith("max") || plain.endsWith("max") || plain.endsWith("maximum");
  }

  /** What is counted: {@code logs} for {@code maxLogs} as for {@code totalLogs}. */
  static String stem(String name) {
    String stem = plain(name);
    boolean stripped = true;
    while (stripped) {
      stripped = false;
      for (String frame : FRAMES) {
        if (stem.startsWith(frame)) {
          stem = stem.substring(frame.length());
          stripped = true;
        } else if (stem.endsWith(frame)) {
          stem = stem.substring(0, stem.length() - frame.length());
          stripped = true;
        }
      }
    }
    return stem;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
