package dev.tidemark.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.openjdk.jmh.results.RunResult;

/** The page {@code docs/performance.md}: each figure beside its limit. */
final class PerformancePage {
  /** Milliseconds. */
  private static final int LOOK_LIMIT = 1;

  /** Milliseconds. */
  private static final int SOAK_LIMIT = 2_000;

  private final List<RunResult> soaks;
  private final List<RunResult> looks;
  private final long longestBytes;

  /**
   * Makes the page.
   *
   * @param longestBytes the size of the longest soak's ledger
   */
  PerformancePage(List<RunResult> results, long longestBytes) {
    this.longestBytes = longestBytes;
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

  boolean withinLimits() {
    return soaks.stream().allMatch(one -> Figure.warm(one).cpu() <= SOAK_LIMIT)
        && looks.stream().allMatch(one -> Figure.warm(one).cpu() <= LOOK_LIMIT);
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append("| what | by the clock | processor | limit | against half the length |\n");
    table.append("|---|---|---|---|---|\n");
    soaks.forEach(soak -> soak(table, soak, "first time in a JVM", Figure::cold));
    soaks.forEach(soak -> soak(table, soak, "when warm", Figure::warm));
    for (RunResult look : looks) {
      String what =
          String.format(
              Locale.ROOT,
              "one look at %d floors, %s",
              number(look, "rounds"),
              look.getParams().getParam("shape").toLowerCase(Locale.ROOT));
      Figure figure = Figure.warm(look);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f ms | %.2f ms | %d ms | |%n",
              what,
              figure.wall(),
              figure.cpu(),
              LOOK_LIMIT));
    }
    return table.toString();
  }

  private void soak(
      StringBuilder table, RunResult soak, String when, Function<RunResult, Figure> of) {
    int ticks = number(soak, "ticks");
    Figure figure = of.apply(soak);
    String ratio =
        soaks.stream()
            .filter(half -> 2 * number(half, "ticks") == ticks)
            .findFirst()
            .map(half -> String.format(Locale.ROOT, "%.2f", figure.cpu() / of.apply(half).cpu()))
            .orElse("");
    table.append(
        String.format(
            Locale.ROOT,
            "| a soak of %,d ticks × %d series, %s | %.2f s | %.2f s | %d s | %s |%n",
            ticks,
            SoakFolder.SERIES,
            when,
            figure.wall() / 1e3,
            figure.cpu() / 1e3,
            SOAK_LIMIT / 1000,
            ratio));
  }

  String text() {
    return """
        # What Tidemark itself costs

        `scripts/bench` wrote this page: %s, %s, on one core (`taskset -c`) with a heap of 256 MB (`-Xmx256m`).
        %s
        Medians. *Processor* is the time of the whole JVM on that core, its compiler and collector included: what
        the clock would show on a core that nothing else uses. The script fails where a warm figure exceeds its limit.

        %s
        **A soak** is a run folder as a run writes it: one floor a second for 6, 12 and 24 hours, fifty series in
        each, %,d MB for the longest. What is measured goes from the first touch of the folder to the verdict; the
        folder is in the cache of the operating system. Three JVMs for each length, six times in each: the first
        includes that the JVM loads and compiles everything, which takes the same time for a soak of any length; the
        last three are *when warm*. The JVMs are those that `scripts/tidemark analyze` starts for inputs below half a
        gigabyte: without the optimizing compiler (`-XX:TieredStopAtLevel=1`), which would cost more than it saves.

        **A look** is `FloorTest.decide` on one series, in three JVMs that are warm (fifteen seconds of looks in each):
        of the means over a second the median.

        ## Why it is so

        - A ledger is read line by line through one buffer. Rows differ in their numbers and in little else, so what
          stands between the numbers is learnt from one row and compared as bytes in the next; a row that differs
          anywhere is left to the JSON parser. Rows share their layout, so that a sample is eight bytes and no object.
        - A series of more than 720 readings is cut into windows of equally many neighbours, at most 360, and each
          becomes one reading: the lowest of bytes that may hold garbage, because what is retained shows in the lowest;
          the median of everything else. What does not fill a window of its own goes into the first, where a run warms
          up. The growth per request stays the same, and the noise is less. Shorter series are left as they are.
        - Of class histograms a run keeps up to 512 in memory. A longer one lets every other go, again and again: what
          a class gained between two that are far apart is as exact as between neighbours.

        Measured apart: [the load beside Gatling's `http()`, wrk and hey](measured/load.md), and
        [what reading a JVM costs it](measured/overhead.md).
        """
        .formatted(Machine.java(), Machine.cores(), Machine.load(), table(), megabytes());
  }

  private long megabytes() {
    return longestBytes / 1_000_000;
  }
}
