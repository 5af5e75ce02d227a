package dev.tidemark.reports;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Tick;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is missing: readings that failed, grouped by their reason, and lines that were torn. */
final class GapsSection {
  private record Gap(String arm, String probe, String reason) {}

  private record Seen(int times, Tick first, Tick last) {
    Seen again(Tick tick) {
      return new Seen(times + 1, first, tick);
    }
  }

  private GapsSection() {}

  static String html(RunRecord record) {
    Map<Gap, Seen> gaps = new LinkedHashMap<>();
    for (Tick tick : record.ticks()) {
      tick.missed()
          .forEach(
              (probe, reason) ->
                  gaps.merge(
                      new Gap(tick.arm(), probe, reason),
                      new Seen(1, tick, tick),
                      (before, now) -> before.again(tick)));
    }
    StringBuilder html = new StringBuilder("<section class=\"long\">\n<h2>Gaps</h2>\n");
    if (gaps.isEmpty() && record.defects().isEmpty()) {
      return html.append(
              "<p class=\"soft\">None: every reading that was asked for was taken.</p>\n</section>\n")
          .toString();
    }
    if (!gaps.isEmpty()) {
      html.append(
          """
          <div class="card scroll"><table class="stack">
          <caption>Readings that were not taken. Nothing was filled in for them.</caption>
          <thead><tr><th scope="col">target</th><th scope="col">probe</th>\
          <th scope="col" class="number">times</th><th scope="col">when</th>\
          <th scope="col">reason</th></tr></thead>
          <tbody>
          """);
      gaps.forEach((gap, seen) -> html.append(row(gap, seen)));
      html.append("</tbody></table></div>\n");
    }
    if (!record.defects().isEmpty()) {
      html.append("<p>Parts of the run folder could not be read:</p>\n<ul>\n");
      record
          .defects()
          .forEach(defect -> html.append("<li>").append(Escaped.html(defect)).append("</li>\n"));
      html.append("</ul>\n");
    }
    return html.append("</section>\n").toString();
  }

  private static String row(Gap gap, Seen seen) {
    String from = Phrases.moment(seen.first().at());
    String to = Phrases.moment(seen.last().at());
    return "<tr><th scope=\"row\">"
        + Escaped.html(gap.arm())
        + "</th><td data-label=\"probe\">"
        + Escaped.html(gap.probe())
        + "</td><td class=\"number\" data-label=\"times\">"
        + Phrases.count(seen.times())
        + "</td><td data-label=\"when\">"
        + (seen.times() == 1 ? from : from + " to " + to)
        + "</td><td class=\"name\" data-label=\"reason\">"
        + Escaped.html(gap.reason())
        + "</td></tr>\n";
  }
}
