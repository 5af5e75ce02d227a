package dev.tidemark.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    page.append(PageText.OVERVIEW).append(new PageOverview(tallies).text());
    promises();
    rates(PageText.WHOLE_RUNS, cell -> cell instanceof WholeRun && cell.inScope());
    rates(PageText.WHOLE_RUNS_UNDECIDABLE, cell -> cell instanceof WholeRun && !cell.inScope());
    rates(PageText.LOOKS, cell -> cell instanceof SingleLook && cell.inScope());
    rates(PageText.LOOKS_UNDECIDABLE, cell -> cell instanceof SingleLook && !cell.inScope());
    Map<Cell, Tally> convicting = those(cell -> cell instanceof Convicting);
    if (!convicting.isEmpty()) {
      page.append(PageText.CONVICTABLE).append(PageTables.convictable(convicting));
    }
    Map<Cell, Tally> power = those(Cells::isOnPowerCurve);
    if (!power.isEmpty()) {
      page.append(PageText.POWER).append(PageTables.power(power));
    }
    Map<Cell, Tally> peers = those(cell -> cell instanceof PeersLook);
    if (!peers.isEmpty()) {
      page.append(PageText.PEERS).append(PageTables.peers(peers));
    }
    return page.toString();
  }

  private void promises() {
    page.append(PageText.PROMISES);
    List<String> misses = new ArrayList<>();
    int held = 0;
    int promised = 0;
    for (Map.Entry<Cell, Tally> entry : tallies.entrySet()) {
      Cell cell = entry.getKey();
      List<String> broken = Promises.brokenBy(cell, entry.getValue());
      boolean counts = cell.inScope() && cell.promised();
      promised += counts ? 1 : 0;
      held += counts && broken.isEmpty() ? 1 : 0;
      if (!broken.isEmpty()) {
        misses.add("| " + cell.name() + " | " + String.join("; ", broken) + " |\n");
      }
    }
    page.append(
        String.format(
            Locale.ROOT,
            "%d of %d cells keep all of them.%s%n%n",
            held,
            promised,
            misses.isEmpty() ? "" : " These do not:"));
    if (!misses.isEmpty()) {
      page.append("| cell | what falls short |\n|---|---|\n");
      misses.forEach(page::append);
      page.append("\n");
    }
  }

  private void rates(String heading, Predicate<Cell> wanted) {
    Map<Cell, Tally> some = those(wanted);
    if (!some.isEmpty()) {
      page.append(heading).append(new PageRates(some).text());
    }
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

  /** A share of the runs, in percent. */
  static String share(int count, Tally tally) {
    return share(count, tally.runs());
  }

  static String share(int count, int runs) {
    return count == 0 ? "0" : String.format(Locale.ROOT, "%.4g", 100.0 * count / runs);
  }
}
