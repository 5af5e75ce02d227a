package dev.tidemark.accuracy;

import java.util.Optional;

/**
 * What the bench was asked for.
 *
 * @param runs of each cell for which error rates are promised
 * @param out the page to write, relative to the root of the project
 * @param cells a regular expression; cells in whose name it is found are run
 */
record BenchOptions(int runs, String out, String cells, int cores) {
  /** The default, and the most for cells without a promise. */
  static final int RUNS = 2000;

  /** As they would be typed, but for what does not change the figures. */
  String arguments() {
    return (runs == RUNS ? "" : " --runs " + runs)
        + (cells.isEmpty() ? "" : " --cells '" + cells + "'");
  }

  private static final String USAGE =
      "usage: scripts/accuracy [--runs N] [--out FILE] [--cells REGEX] [--cores N]";

  /** The options, or nothing once what is wrong with them was said. */
  static Optional<BenchOptions> parse(String[] args) {
    int runs = RUNS;
    String out = "docs/accuracy.md";
    String cells = "";
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    try {
      for (int i = 0; i < args.length; i += 2) {
        String value = i + 1 < args.length ? args[i + 1] : "";
        switch (args[i]) {
          case "--runs" -> runs = Integer.parseInt(value);
          case "--out" -> out = value;
          case "--cells" -> cells = value;
          case "--cores" -> cores = Integer.parseInt(value);
          default -> throw new IllegalArgumentException("there is no option " + args[i]);
        }
      }
      if (runs < 1 || cores < 1) {
        throw new IllegalArgumentException("runs and cores are 1 at least");
      }
    } catch (IllegalArgumentException e) {
      System.err.println("accuracy: " + e.getMessage() + "; " + USAGE);
      return Optional.empty();
    }
    return Optional.of(new BenchOptions(runs, out, cells, cores));
  }
}
