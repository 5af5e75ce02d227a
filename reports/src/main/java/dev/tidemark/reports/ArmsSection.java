package dev.tidemark.reports;

import dev.tidemark.model.RunVerdict;
import java.util.Optional;

/** The table of two arms in the HTML report. */
final class ArmsSection {
  private ArmsSection() {}

  static String html(RunVerdict verdict) {
    Optional<ArmsTable> table = ArmsTable.of(verdict);
    if (table.isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    table.get().rows().forEach(row -> rows.append(row(table.get(), row)));
    return """
    <section class="long">
    <h2>Side by side</h2>
    <p class="soft small">Both got the same requests in the same order at the same time.</p>
    <div class="card scroll">
    <table class="stack">
    <thead><tr><th scope="col">figure</th><th scope="col" class="number">%s</th>\
    <th scope="col" class="number">%s</th><th scope="col" class="number">change</th></tr></thead>
    <tbody>
    %s</tbody></table>
    </div>
    </section>
    """
        .formatted(
            Escaped.html(table.get().before().name()),
            Escaped.html(table.get().after().name()),
            rows);
  }

  /** Names may be broken at their dots, numbers not. */
  private static String cell(ArmsTable.Row row, String text) {
    return row.what().equals(ArmsTable.HELD_BY) ? Escaped.dotted(text) : Escaped.html(text);
  }

  private static String row(ArmsTable table, ArmsTable.Row row) {
    return """
    <tr><th scope="row">%s</th><td class="number" data-label="%s">%s</td>\
    <td class="number" data-label="%s">%s</td><td class="number" data-label="change">%s</td></tr>
    """
        .formatted(
            Escaped.html(row.what()),
            Escaped.html(table.before().name()),
            cell(row, row.before()),
            Escaped.html(table.after().name()),
            cell(row, row.after()),
            Escaped.html(row.change()));
  }
}
