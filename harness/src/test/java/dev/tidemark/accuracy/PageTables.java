package dev.tidemark.accuracy;

import static dev.tidemark.accuracy.Page.share;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables of convictable growth, of power against size, and of other rules. */
@SuppressWarnings("EnumOrdinal")
final class PageTables {
  private PageTables() {}

  static String convictable(Map<Cell, Tally> cells) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| target | runs | convictable | in errors | by the reference | LEAK | LEAK ≥ (95% bound) | PLATEAU | LEAK in another run |\n");
    text.append("|---|---|---|---|---|---|---|---|---|\n");
    cells.forEach(
        (cell, tally) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.0f | %.0f | %.0f | %s | %.2f | %s | %.2f |%n",
                    cell.name(),
                    tally.runs(),
                    tally.convictable().units(),
                    tally.convictable().errors(),
                    tally.convictable().ofReference(),
                    share(tally.leak(), tally),
                    100 * Binomial.lower(tally.leak(), tally.runs()),
                    share(tally.plateau(), tally),
                    100 * tally.convictable().again())));
    return text.append("\n").toString();
  }

  static String power(Map<Cell, Tally> cells) {
    Set<String> rows = new LinkedHashSet<>();
    cells
        .keySet()
        .forEach(cell -> rows.add(cell.name().substring(0, cell.name().lastIndexOf('/'))));
    StringBuilder text = new StringBuilder("| cell |");
    Cells.SIZES.forEach(size -> text.append(String.format(Locale.ROOT, " %.0f U |", size)));
    text.append("\n|---|").append("---|".repeat(Cells.SIZES.size())).append("\n");
    for (String row : rows) {
      text.append("| ").append(row).append(" |");
      for (double size : Cells.SIZES) {
        String name = row + String.format(Locale.ROOT, "/%.0fU", size);
        text.append(" ").append(power(name, cells)).append(" |");
      }
      text.append("\n");
    }
    return text.append("\n").toString();
  }

  private static String power(String name, Map<Cell, Tally> cells) {
    return cells.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .map(entry -> share(entry.getValue().leak(), entry.getValue()))
        .findFirst()
        .orElse("-");
  }

  static String peers(Map<Cell, Tally> cells) {
    StringBuilder text = new StringBuilder();
    for (Peer peer : Peer.values()) {
      text.append("- ").append(peer.title()).append(": ").append(peer.rule()).append("\n");
    }
    text.append("\n| target | runs | Tidemark |");
    for (Peer peer : Peer.values()) {
      text.append(" ").append(peer.title()).append(" |");
    }
    text.append("\n|---|---|---|").append("---|".repeat(Peer.values().length)).append("\n");
    mean("**false alarms, mean of innocent kinds**", Truth.INNOCENT, cells, text);
    mean("**found, mean of leaking kinds**", Truth.LEAKING, cells, text);
    cells.forEach(
        (cell, tally) -> {
          text.append(String.format(Locale.ROOT, "| %s | %,d |", cell.name(), tally.runs()));
          text.append(" ").append(share(tally.leak(), tally)).append(" |");
          tally.flagged().forEach(c -> text.append(" ").append(share(c, tally)).append(" |"));
          text.append("\n");
        });
    return text.toString();
  }

  private static void mean(String title, Truth truth, Map<Cell, Tally> cells, StringBuilder text) {
    List<Tally> those =
        cells.entrySet().stream()
            .filter(entry -> entry.getKey().truth() == truth)
            .map(Map.Entry::getValue)
            .toList();
    if (those.isEmpty()) {
      return;
    }
    double runs = those.stream().mapToInt(Tally::runs).sum();
    text.append(String.format(Locale.ROOT, "| %s | %,.0f |", title, runs));
    int ours = those.stream().mapToInt(Tally::leak).sum();
    text.append(String.format(Locale.ROOT, " %.3g |", 100 * ours / runs));
    for (Peer peer : Peer.values()) {
      int flagged = those.stream().mapToInt(tally -> tally.flagged().get(peer.ordinal())).sum();
      text.append(String.format(Locale.ROOT, " %.3g |", 100 * flagged / runs));
    }
    text.append("\n");
  }
}
