package dev.tidemark.recording;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was wrong with the rows of a recording: each kind once, with its first place and its count.
 */
final class Defects {
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  private static final class Kind {
    private final String first;
    private long count;

    Kind(String first) {
      this.first = first;
    }
  }

  /**
   * Counts one defect.
   *
   * @param kind what is wrong and what is done about it, as a sentence about several rows
   * @param where the first place is, such as {@code row 3}
   */
  void add(String kind, String where) {
    kinds.computeIfAbsent(kind, key -> new Kind(where)).count++;
  }

  long count(String kind) {
    Kind found = kinds.get(kind);
    return found == null ? 0 : found.count;
  }

  /** One sentence for each kind. */
  List<String> sentences() {
    return kinds.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + " ("
                    + (entry.getValue().count > 1
                        ? String.format(Locale.ROOT, "%,d times, first at ", entry.getValue().count)
                        : "")
                    + entry.getValue().first
                    + ")")
        .collect(Collectors.toList());
  }
}
