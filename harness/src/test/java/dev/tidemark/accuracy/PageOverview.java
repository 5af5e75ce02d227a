package dev.tidemark.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** A few figures over all cells in scope. */
final class PageOverview {
  private final Map<Cell, Tally> tallies;

  PageOverview(Map<Cell, Tally> tallies) {
    this.tallies = tallies;
  }

  String text() {
    StringBuilder text = new StringBuilder("| figure | cells | runs | mean | worst cell |\n");
    text.append("|---|---|---|---|---|\n");
    for (boolean whole : new boolean[] {true, false}) {
      String where = whole ? "whole runs" : "one look";
      rate("false LEAK, " + where, whole, true, Truth.INNOCENT, text);
      rate("silent miss, " + where, whole, true, Truth.LEAKING, text);
      rate("not leaking, and PLATEAU, " + where, whole, false, Truth.INNOCENT, text);
      rate("leaking, and LEAK, " + where, whole, false, Truth.LEAKING, text);
    }
    return text.append("\n").append(requests()).toString();
  }

  private List<Map.Entry<Cell, Tally>> those(boolean whole, Truth truth) {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getKey().inScope() && entry.getKey().truth() == truth)
        .filter(
            entry ->
                whole
                    ? entry.getKey() instanceof WholeRun
                    : entry.getKey() instanceof SingleLook && entry.getKey().promised())
        .toList();
  }

  private void rate(String title, boolean whole, boolean error, Truth truth, StringBuilder text) {
    List<Map.Entry<Cell, Tally>> those = those(whole, truth);
    if (those.isEmpty()) {
      return;
    }
    ToIntFunction<Tally> events = error == (truth == Truth.INNOCENT) ? Tally::leak : Tally::plateau;
    int count = 0;
    int runs = 0;
    Map.Entry<Cell, Tally> worst = those.get(0);
    for (Map.Entry<Cell, Tally> entry : those) {
      count += events.applyAsInt(entry.getValue());
      runs += entry.getValue().runs();
      double rate = rate(events, entry);
      worst = (error ? rate > rate(events, worst) : rate < rate(events, worst)) ? entry : worst;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %,d | %.4g%% | %s: %.4g%% |%n",
            title,
            those.size(),
            runs,
            100.0 * count / runs,
            worst.getKey().name(),
            100 * rate(events, worst)));
  }

  private static double rate(ToIntFunction<Tally> events, Map.Entry<Cell, Tally> entry) {
    return (double) events.applyAsInt(entry.getValue()) / entry.getValue().runs();
  }

  private String requests() {
    StringBuilder text = new StringBuilder();
    for (Truth truth : List.of(Truth.INNOCENT, Truth.LEAKING)) {
      requests(truth == Truth.INNOCENT ? "not leaking" : "leaking", Set.of(truth), text);
    }
    requests("all", Set.of(Truth.INNOCENT, Truth.LEAKING), text);
    return text.isEmpty() ? "" : PageText.REQUESTS + text + "\n";
  }

  private void requests(String title, Set<Truth> truths, StringBuilder text) {
    List<Requests> own = new ArrayList<>();
    List<Requests> reference = new ArrayList<>();
    tallies.forEach(
        (cell, tally) -> {
          if (cell.inScope()
              && truths.contains(cell.truth())
              && !tally.referenceRequests().isEmpty()) {
            own.add(tally.requests());
            reference.add(tally.referenceRequests());
          }
        });
    if (own.isEmpty()) {
      return;
    }
    int earlier = 0;
    int later = 0;
    for (int i = 0; i < own.size(); i++) {
      double difference = own.get(i).median() - reference.get(i).median();
      earlier += difference < 0 ? 1 : 0;
      later += difference > 0 ? 1 : 0;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %,.0f | %,.0f | %,.0f | %,.0f | %d, %d, %d |%n",
            title,
            own.size(),
            Requests.together(own).median(),
            Requests.together(reference).median(),
            Requests.together(own).mean(),
            Requests.together(reference).mean(),
            earlier,
            own.size() - earlier - later,
            later));
  }
}
