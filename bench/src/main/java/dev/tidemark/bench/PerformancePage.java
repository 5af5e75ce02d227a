package dev.tidemark.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** The page {@code docs/performance.md}: each figure beside its limit. */
final class PerformancePage {
  private static final double LOOK_LIMIT_MICROS = 1_000;
  private static final double SOAK_LIMIT_MILLIS = 2_000;

  private final List<RunResult> soaks;
  private final List<RunResult> looks;

  PerformancePage(List<RunResult> results) {
    soaks = those(results, "SoakBenchmark", "ticks");
    looks = those(results, "FloorLookBenchmark", "rounds");
  }

  private static List<RunResult> those(List<RunResult> all, String name, String orderedBy) {
    return all.stream()
        .filter(one -> one.getParams().getBenchmark().contains(name))
        .sorted(Comparator.comparingInt(one -> number(one, orderedBy)))
        .toList();
  }

  private static int number(RunResult result, String parameter) {
    return Integer.parseInt(result.getParams().getParam(parameter));
  }

  private static Statistics statistics(RunResult result) {
    return result.getPrimaryResult().getStatistics();
  }

  private static double median(RunResult result) {
    return statistics(result).getPercentile(50);
  }

  boolean withinLimits() {
    return soaks.stream().allMatch(one -> median(one) <= SOAK_LIMIT_MILLIS)
        && looks.stream().allMatch(one -> median(one) <= LOOK_LIMIT_MICROS);
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append("| what | median | worst | limit | against half the length |\n");
    table.append("|---|---|---|---|---|\n");
    for (RunResult soak : soaks) {
      int ticks = number(soak, "ticks");
      String ratio =
          soaks.stream()
              .filter(half -> 2 * number(half, "ticks") == ticks)
              .findFirst()
              .map(half -> String.format(Locale.ROOT, "%.2f times", median(soak) / median(half)))
              .orElse("");
      row(
          table,
          String.format(
              Locale.ROOT,
              "a soak of %,d ticks × %d series, read and judged",
              ticks,
              SoakFolder.SERIES),
          new Times(median(soak) / 1e3, statistics(soak).getMax() / 1e3, SOAK_LIMIT_MILLIS / 1e3),
          "s",
          ratio);
    }
    for (RunResult look : looks) {
      row(
          table,
          String.format(
              Locale.ROOT,
              "one look at %d floors, %s",
              number(look, "rounds"),
              look.getParams().getParam("shape").toLowerCase(Locale.ROOT)),
          new Times(median(look) / 1e3, statistics(look).getMax() / 1e3, LOOK_LIMIT_MICROS / 1e3),
          "ms",
          "");
    }
    return table.toString();
  }

  private record Times(double median, double worst, double limit) {}

  private static void row(
      StringBuilder table, String what, Times times, String unit, String ratio) {
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %.2f %s | %.2f %s | %.0f %s | %s |%n",
            what,
            times.median(),
            unit,
            times.worst(),
            unit,
            times.limit(),
            unit,
            ratio));
  }

  String text() {
    return """
        # What Tidemark itself costs

        `scripts/bench` wrote this page, on one core (`taskset -c`) of a machine with %s,
        %s, heap of 256 MB (`-Xmx256m`).

        %s
        **A soak** is a run folder as a run writes it: one floor a second for 6, 12 and 24 hours, fifty series in
        each. Each measurement is a JVM of its own that has compiled nothing yet, from its first touch of the folder to
        the verdict; the folder is in the cache of the operating system. Five such JVMs for each length.

        **A look** is `FloorTest.decide` on one series, in a JVM that is warm; the mean of a second, ten times over.

        ## Why it is so

        - A ledger is read line by line through one buffer. Rows differ in their numbers and in little else, so what
          stands between the numbers is learnt from one row and compared as bytes in the next; a row that differs
          anywhere is left to the JSON parser. Rows share their layout, so that a sample is eight bytes and no object.
        - A series of more than 720 readings is cut into windows of equally many neighbours, at most 360, and each
          becomes one reading: the lowest of bytes that may hold garbage, because what is retained shows in the lowest;
          the median of everything else. What does not fill a window of its own goes into the first, where a run warms
          up. The growth per request stays the same, and the noise is less. Shorter series are left as they are.
        """
        .formatted(Machine.cores(), Machine.java(), table());
  }
}
