package dev.tidemark.accuracy;

import java.util.Locale;
import java.util.Map;

/** The page of the figures, in Markdown. */
final class Page {
  private final BenchOptions options;
  private final Map<Cell, Tally> tallies;

  Page(BenchOptions options, Map<Cell, Tally> tallies) {
    this.options = options;
    this.tallies = tallies;
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append("# How often a verdict is right\n\n");
    page.append("| cell | LEAK | PLATEAU | GROWING | INCONCLUSIVE | covered | width | convictable |\n");
    page.append("|---|---|---|---|---|---|---|---|\n");
    tallies.forEach((cell, tally) -> page.append(row(cell, tally)));
    return page.toString();
  }

  private static String row(Cell cell, Tally tally) {
    double runs = tally.runs() / 100.0;
    return String.format(
        Locale.ROOT,
        "| %s | %.3g | %.3g | %.3g | %.3g | %.1f | %.2f | %.0f |%n",
        cell.name(),
        tally.counts().get(0) / runs,
        tally.counts().get(1) / runs,
        tally.counts().get(2) / runs,
        tally.counts().get(3) / runs,
        100.0 * tally.covered() / Math.max(1, tally.intervals()),
        tally.width(),
        tally.convictable());
  }
}
