package dev.tidemark.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The page of the figures, in Markdown. */
final class Page {
  private final BenchOptions options;
  private final Map<Cell, Tally> tallies;
  private final StringBuilder page = new StringBuilder();

  Page(BenchOptions options, Map<Cell, Tally> tallies) {
    this.options = options;
    this.tallies = tallies;
  }

  String text() {
    page.append(PageText.introduction(options));
    promises();
    section(PageText.WHOLE_RUNS, cell -> cell instanceof WholeRun && cell.inScope());
    section(PageText.WHOLE_RUNS_UNDECIDABLE, cell -> cell instanceof WholeRun && !cell.inScope());
    section(PageText.LOOKS, cell -> cell instanceof SingleLook && cell.inScope());
    section(PageText.LOOKS_UNDECIDABLE, cell -> cell instanceof SingleLook && !cell.inScope());
    convictable();
    power();
    peers();
    return page.toString();
  }

  private void promises() {
    page.append(PageText.PROMISES);
    List<String> misses = new ArrayList<>();
    int held = 0;
    for (Map.Entry<Cell, Tally> entry : tallies.entrySet()) {
      List<String> broken = Promises.brokenBy(entry.getKey(), entry.getValue());
      held += entry.getKey().inScope() && entry.getKey().promised() && broken.isEmpty() ? 1 : 0;
      broken.forEach(what -> misses.add("| " + entry.getKey().name() + " | " + what + " |\n"));
    }
    page.append(String.format(Locale.ROOT, "%d cells hold all of them. These do not:%n%n", held));
    page.append("| cell | what falls short |\n|---|---|\n");
    misses.forEach(page::append);
    page.append("\n");
  }

  private Map<Cell, Tally> those(Predicate<Cell> wanted) {
    Map<Cell, Tally> some = new LinkedHashMap<>();
    tallies.forEach(
        (cell, tally) -> {
          if (wanted.test(cell)) {
            some.put(cell, tally);
          }
        });
    return some;
  }

  private void section(String heading, Predicate<Cell> wanted) {
    Map<Cell, Tally> some = those(wanted);
    if (some.isEmpty()) {
      return;
    }
    page.append(heading);
    innocent(some);
    leaking(some);
  }

  private void innocent(Map<Cell, Tally> some) {
    boolean reference = some.values().stream().anyMatch(tally -> tally.referenceRequests() > 0);
    page.append("| not leaking | runs | LEAK | false LEAK ≤ | PLATEAU | GROWING | INCONCLUSIVE |");
    page.append(reference ? " requests | reference: requests, LEAK, PLATEAU |\n" : "\n");
    page.append("|---|---|---|---|---|---|---|").append(reference ? "---|---|\n" : "\n");
    some.forEach(
        (cell, tally) -> {
          if (cell.truth() != Truth.LEAKING) {
            page.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %.3f | %s | %s | %s |",
                    cell.name(),
                    tally.runs(),
                    share(tally.leak(), tally),
                    100 * Binomial.upper(tally.leak(), tally.runs()),
                    share(tally.plateau(), tally),
                    share(tally.counts().get(2), tally),
                    share(tally.counts().get(3), tally)));
            page.append(reference ? requests(tally) : "\n");
          }
        });
    page.append("\n");
  }

  private void leaking(Map<Cell, Tally> some) {
    if (some.keySet().stream().noneMatch(cell -> cell.truth() == Truth.LEAKING)) {
      return;
    }
    boolean reference = some.values().stream().anyMatch(tally -> tally.referenceRequests() > 0);
    page.append("| leaking | runs | LEAK | PLATEAU | silent miss ≤ | GROWING | INCONCLUSIVE |");
    page.append(" covered | width |");
    page.append(reference ? " requests | reference: requests, LEAK, PLATEAU |\n" : "\n");
    page.append("|---|---|---|---|---|---|---|---|---|").append(reference ? "---|---|\n" : "\n");
    some.forEach(
        (cell, tally) -> {
          if (cell.truth() == Truth.LEAKING) {
            page.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %s | %.3f | %s | %s | %s |",
                    cell.name(),
                    tally.runs(),
                    share(tally.leak(), tally),
                    share(tally.plateau(), tally),
                    100 * Binomial.upper(tally.plateau(), tally.runs()),
                    share(tally.counts().get(2), tally),
                    share(tally.counts().get(3), tally),
                    interval(tally)));
            page.append(reference ? requests(tally) : "\n");
          }
        });
    page.append("\n");
  }

  private static String interval(Tally tally) {
    return tally.intervals() == 0
        ? "- | -"
        : String.format(
            Locale.ROOT, "%.1f | %.2f", 100.0 * tally.covered() / tally.intervals(), tally.width());
  }

  private static String requests(Tally tally) {
    String ours = String.format(Locale.ROOT, " %,.0f |", tally.requests());
    return tally.referenceRequests() == 0
        ? ours + " - |\n"
        : ours
            + String.format(
                Locale.ROOT,
                " %,.0f, %s, %s |%n",
                tally.referenceRequests(),
                share(tally.reference().get(0), tally),
                share(tally.reference().get(1), tally));
  }

  private static String share(int count, Tally tally) {
    return count == 0 ? "0" : String.format(Locale.ROOT, "%.4g", 100.0 * count / tally.runs());
  }

  private void convictable() {
    Map<Cell, Tally> some = those(cell -> cell instanceof Convicting);
    if (some.isEmpty()) {
      return;
    }
    page.append(PageText.CONVICTABLE);
    page.append("| target | runs | convictable | LEAK | LEAK ≥ (95% bound) | PLATEAU |\n");
    page.append("|---|---|---|---|---|---|\n");
    some.forEach(
        (cell, tally) ->
            page.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.0f | %s | %.2f | %s |%n",
                    cell.name(),
                    tally.runs(),
                    tally.convictable(),
                    share(tally.leak(), tally),
                    100 * Binomial.lower(tally.leak(), tally.runs()),
                    share(tally.plateau(), tally))));
    page.append("\n");
  }

  private void power() {
    Set<String> rows = new LinkedHashSet<>();
    for (Cell cell : tallies.keySet()) {
      if (Cells.isOnPowerCurve(cell)) {
        rows.add(cell.name().substring(0, cell.name().lastIndexOf('/')));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    page.append(PageText.POWER);
    page.append("| cell |");
    Cells.SIZES.forEach(size -> page.append(String.format(Locale.ROOT, " %.0f U |", size)));
    page.append("\n|---|").append("---|".repeat(Cells.SIZES.size())).append("\n");
    rows.forEach(row -> page.append(powerRow(row)));
    page.append("\n");
  }

  private String powerRow(String row) {
    StringBuilder line = new StringBuilder("| " + row + " |");
    for (double size : Cells.SIZES) {
      String name = row + String.format(Locale.ROOT, "/%.0fU", size);
      String share =
          tallies.entrySet().stream()
              .filter(entry -> entry.getKey().name().equals(name))
              .map(entry -> share(entry.getValue().leak(), entry.getValue()))
              .findFirst()
              .orElse("-");
      line.append(" ").append(share).append(" |");
    }
    return line.append("\n").toString();
  }

  private void peers() {
    Map<Cell, Tally> some = those(cell -> cell instanceof PeersLook);
    if (some.isEmpty()) {
      return;
    }
    page.append(PageText.PEERS);
    for (Peer peer : Peer.values()) {
      page.append("- ").append(peer.title()).append(": ").append(peer.rule()).append("\n");
    }
    page.append("\n| target | runs | Tidemark |");
    for (Peer peer : Peer.values()) {
      page.append(" ").append(peer.title()).append(" |");
    }
    page.append("\n|---|---|---|").append("---|".repeat(Peer.values().length)).append("\n");
    mean("**false alarms, mean of innocent kinds**", Truth.INNOCENT, some);
    mean("**found, mean of leaking kinds**", Truth.LEAKING, some);
    some.forEach(
        (cell, tally) -> {
          page.append(String.format(Locale.ROOT, "| %s | %,d |", cell.name(), tally.runs()));
          page.append(" ").append(share(tally.leak(), tally)).append(" |");
          tally.flagged().forEach(c -> page.append(" ").append(share(c, tally)).append(" |"));
          page.append("\n");
        });
  }

  private void mean(String title, Truth truth, Map<Cell, Tally> some) {
    List<Tally> those =
        some.entrySet().stream()
            .filter(entry -> entry.getKey().truth() == truth)
            .map(Map.Entry::getValue)
            .toList();
    if (those.isEmpty()) {
      return;
    }
    int runs = those.stream().mapToInt(Tally::runs).sum();
    page.append(String.format(Locale.ROOT, "| %s | %,d |", title, runs));
    int ours = those.stream().mapToInt(Tally::leak).sum();
    page.append(String.format(Locale.ROOT, " %.3g |", 100.0 * ours / runs));
    for (Peer peer : Peer.values()) {
      int flagged = those.stream().mapToInt(tally -> tally.flagged().get(peer.ordinal())).sum();
      page.append(String.format(Locale.ROOT, " %.3g |", 100.0 * flagged / runs));
    }
    page.append("\n");
  }
}
