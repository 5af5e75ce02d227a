package dev.tidemark.diagnosis.hprof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A way from a root to an object on one line. */
public final class PathWords {
  private PathWords() {}

  /** Such as {@code static com.example.Cache.ENTRIES > HashMap.table > HashMap$Node[] > …}. */
  public static String of(List<PathStep> path) {
    List<String> words = new ArrayList<>();
    for (PathStep step : path) {
      String name =
          step.className().startsWith("class ") && !step.field().isEmpty()
              ? "static " + step.className().substring("class ".length())
              : shortName(step.className());
      words.add(
          name
              + (step.field().isEmpty() ? "" : "." + step.field())
              + (step.times() > 1 ? String.format(Locale.ROOT, " (x %,d)", step.times()) : ""));
    }
    return String.join(" > ", words);
  }

  private static String shortName(String name) {
    return name.startsWith("java.") ? name.substring(name.lastIndexOf('.') + 1) : name;
  }
}
