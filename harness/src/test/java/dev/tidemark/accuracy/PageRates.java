package dev.tidemark.accuracy;

import static dev.tidemark.accuracy.Page.share;

import java.util.Locale;
import java.util.Map;

/** Two tables of error rates: of targets that do not leak, and of those that do. */
final class PageRates {
  private final Map<Cell, Tally> cells;
  private final boolean reference;
  private final StringBuilder text = new StringBuilder();

  PageRates(Map<Cell, Tally> cells) {
    this.cells = cells;
    this.reference =
        cells.values().stream().anyMatch(tally -> !tally.referenceRequests().isEmpty());
  }

  String text() {
    if (cells.keySet().stream().anyMatch(cell -> cell.truth() != Truth.LEAKING)) {
      innocent();
    }
    if (cells.keySet().stream().anyMatch(cell -> cell.truth() == Truth.LEAKING)) {
      leaking();
    }
    return text.toString();
  }

  private void innocent() {
    boolean known = cells.keySet().stream().allMatch(Cell::inScope);
    heading(
        (known ? "not leaking | runs | LEAK | false LEAK ≤" : "target | runs | LEAK | LEAK ≤")
            + " | PLATEAU | GROWING | INCONCLUSIVE",
        7);
    cells.forEach(
        (cell, tally) -> {
          if (cell.truth() != Truth.LEAKING) {
            row(
                cell.name(),
                String.format(Locale.ROOT, "%,d", tally.runs()),
                share(tally.leak(), tally),
                String.format(
                    Locale.ROOT, "%.3f", 100 * Binomial.upper(tally.leak(), tally.runs())),
                share(tally.plateau(), tally),
                share(tally.growing(), tally),
                share(tally.inconclusive(), tally));
            requests(tally);
          }
        });
    text.append("\n");
  }

  private void leaking() {
    heading(
        "leaking | runs | LEAK | PLATEAU | silent miss ≤ | GROWING | INCONCLUSIVE | covered | width | by curve",
        10);
    cells.forEach(
        (cell, tally) -> {
          if (cell.truth() == Truth.LEAKING) {
            row(
                cell.name(),
                String.format(Locale.ROOT, "%,d", tally.runs()),
                share(tally.leak(), tally),
                share(tally.plateau(), tally),
                String.format(
                    Locale.ROOT, "%.3f", 100 * Binomial.upper(tally.plateau(), tally.runs())),
                share(tally.growing(), tally),
                share(tally.inconclusive(), tally),
                covered(tally),
                width(tally, tally.width()),
                width(tally, tally.byCurve()));
            requests(tally);
          }
        });
    text.append("\n");
  }

  private void heading(String columns, int count) {
    text.append("| ").append(columns).append(" |");
    text.append(reference ? " requests | reference: requests, LEAK, PLATEAU |\n" : "\n");
    text.append("|").append("---|".repeat(count + (reference ? 2 : 0))).append("\n");
  }

  private void row(String... columns) {
    text.append("| ").append(String.join(" | ", columns)).append(" |");
  }

  private static String covered(Tally tally) {
    return tally.intervals() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.1f (≥ %.1f)",
            100.0 * tally.covered() / tally.intervals(),
            100 * Binomial.lower(tally.covered(), tally.intervals()));
  }

  private static String width(Tally tally, double width) {
    return tally.intervals() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", width);
  }

  private void requests(Tally tally) {
    if (reference) {
      text.append(String.format(Locale.ROOT, " %,.0f |", tally.requests().median()));
      text.append(
          tally.referenceRequests().isEmpty()
              ? " - |"
              : String.format(
                  Locale.ROOT,
                  " %,.0f, %s, %s |",
                  tally.referenceRequests().median(),
                  Page.share(tally.reference().get(1), tally.reference().get(0)),
                  Page.share(tally.reference().get(2), tally.reference().get(0))));
    }
    text.append("\n");
  }
}
