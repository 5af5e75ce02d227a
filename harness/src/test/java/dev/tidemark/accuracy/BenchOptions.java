package dev.tidemark.accuracy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the bench was asked for.
 *
 * @param runs of each thorough cell for which error rates are promised
 * @param out the page to write, relative to the root of the project
 * @param cells those in whose name it is found are run
 * @param thorough those in whose name it is found, and which have a promise, are run as often as
 *     was asked, the others at most {@value #RUNS} times
 */
record BenchOptions(int runs, String out, Pattern cells, Pattern thorough, int cores) {
  /** The default, and the most for cells without a promise. */
  static final int RUNS = 2000;

  private static final String USAGE =
      "usage: scripts/accuracy [--runs N] [--out FILE] [--cells REGEX] [--thorough REGEX] [--cores N]";

  /** The options, or nothing once what is wrong with them was said. */
  static Optional<BenchOptions> parse(String... args) {
    int runs = RUNS;
    String out = "docs/accuracy.md";
    Pattern cells = Pattern.compile("");
    Pattern thorough = Pattern.compile("");
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    try {
      for (int i = 0; i < args.length; i += 2) {
        if (i + 1 == args.length) {
          throw new IllegalArgumentException(args[i] + " needs a value");
        }
        String value = args[i + 1];
        switch (args[i]) {
          case "--runs" -> runs = Integer.parseInt(value);
          case "--out" -> out = value;
          case "--cells" -> cells = Pattern.compile(value);
          case "--thorough" -> thorough = Pattern.compile(value);
          case "--cores" -> cores = Integer.parseInt(value);
          default -> throw new IllegalArgumentException("there is no option " + args[i]);
        }
      }
      if (runs < 1 || cores < 1) {
        throw new IllegalArgumentException("runs and cores are 1 at least");
      }
    } catch (IllegalArgumentException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      System.err.println("accuracy: " + first + "; " + USAGE);
      return Optional.empty();
    }
    return Optional.of(new BenchOptions(runs, out, cells, thorough, cores));
  }

  int runsOf(Cell cell) {
    return cell.promised() && thorough.matcher(cell.name()).find() ? runs : Math.min(runs, RUNS);
  }

  /** As they would be typed, but for what does not change the figures. */
  String arguments() {
    return (runs == RUNS ? "" : " --runs " + runs)
        + (cells.pattern().isEmpty() ? "" : " --cells '" + cells + "'")
        + (thorough.pattern().isEmpty() ? "" : " --thorough '" + thorough + "'");
  }
}
