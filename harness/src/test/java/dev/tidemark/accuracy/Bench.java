package dev.tidemark.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs the cells and writes the page; started by {@code scripts/accuracy}. */
final class Bench {
  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Optional<BenchOptions> parsed = BenchOptions.parse(args);
    if (parsed.isEmpty()) {
      System.exit(2);
      return;
    }
    BenchOptions options = parsed.get();
    Path root = Path.of(System.getProperty("tidemark.root", "."));
    Path main = root.resolve("harness/target/classes/dev/tidemark");
    Finished finished =
        Finished.read(
            root.resolve("target/accuracy/cells.tsv"),
            List.of(
                main.resolve("stats"),
                main.resolve("analysis"),
                root.resolve("harness/target/test-classes/dev/tidemark/accuracy")));
    Map<Cell, Tally> tallies = run(options, finished);
    Path out = root.resolve(options.out());
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.writeString(out, new Page(options, tallies).text());
    System.err.println("wrote " + options.out());
    System.exit(0);
  }

  private static Map<Cell, Tally> run(BenchOptions options, Finished finished)
      throws IOException, InterruptedException {
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : Cells.all()) {
      if (options.cells().matcher(cell.name()).find()) {
        cells.add(cell);
      }
    }
    Map<Cell, Tally> tallies = new LinkedHashMap<>();
    long began = System.nanoTime();
    try (Cores cores = new Cores(options.cores())) {
      for (Cell cell : cells) {
        int runs = options.runsOf(cell);
        Optional<Tally> done = finished.of(cell, runs);
        if (done.isEmpty()) {
          long start = System.nanoTime();
          done = Optional.of(Tally.of(cores.each(runs, cell::run)));
          finished.add(cell, done.get());
          System.err.printf(
              Locale.ROOT,
              "%3d of %d, %.0f s: %s, %d runs in %.1f s%n",
              tallies.size() + 1,
              cells.size(),
              (System.nanoTime() - began) / 1e9,
              cell.name(),
              runs,
              (System.nanoTime() - start) / 1e9);
        }
        tallies.put(cell, done.get());
      }
    }
    return tallies;
  }
}
