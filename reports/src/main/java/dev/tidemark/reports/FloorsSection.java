package dev.tidemark.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every series against requests: those that tell the verdicts and the primary ones on large charts,
 * one for all targets, the others on small ones.
 */
final class FloorsSection {
  private static final int MOST_ROWS = 500;
  private final RunRecord record;
  private final RunVerdict verdict;
  private final ChartSheet charts;

  /** Of the series on large charts, the telling ones first. */
  private final Set<String> large = new LinkedHashSet<>();

  FloorsSection(RunRecord record, RunVerdict verdict, ChartSheet charts) {
    this.record = record;
    this.verdict = verdict;
    this.charts = charts;
    for (TargetVerdict target : verdict.targets()) {
      Phrases.telling(target).ifPresent(series -> large.add(series.name()));
    }
    for (TargetVerdict target : verdict.targets()) {
      target.primary().ifPresent(series -> large.add(series.name()));
    }
  }

  String html() {
    StringBuilder html = new StringBuilder();
    large.forEach(metric -> html.append(large(metric)));
    return html.toString();
  }

  /** The other series of every target, as small charts. */
  String others() {
    StringBuilder html = new StringBuilder();
    verdict.targets().forEach(target -> html.append(others(target)));
    return html.toString();
  }

  /** The chart on which all targets that have this series stand together. */
  private String large(String metric) {
    List<TargetVerdict> targets =
        verdict.targets().stream().filter(target -> named(metric, target).isPresent()).toList();
    SeriesVerdict first = named(metric, targets.get(0)).orElseThrow();
    ChartSheet.Chart chart = charts.add("count", ChartSheet.unit(first.unit()), 400);
    chart.spec().put("xLabel", "requests served").put("direct", true);
    limit(metric, targets).ifPresent(bytes -> chart.spec().put("limit", bytes));
    StringBuilder words = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    for (TargetVerdict target : targets) {
      SeriesVerdict series = named(metric, target).orElseThrow();
      Points points = floors(target.name(), metric);
      ObjectNode line =
          chart.line(target.name(), ArmColours.of(verdict, target.name()), points, true);
      line.put("label", target.name() + ": " + verdict(target, series));
      series.line().ifPresent(fitted -> ChartSheet.Chart.fit(line, fitted));
      words.append(inWords(target, series, points));
      rows.append(rows(target, series, points));
    }
    return """
    <section>
    <h2>%s</h2>
    <p class="soft small">Each mark is one floor: traffic stopped, nothing in flight, garbage \
    collected (<code>%s</code>). The line is the fitted growth, the band its scatter.</p>
    <figure class="card">
    %s%s%s<details><summary>The floors as a table</summary><div class="scroll"><table>
    <thead><tr><th scope="col">target</th><th scope="col" class="number">requests</th>\
    <th scope="col" class="number">value</th></tr></thead>
    <tbody>
    %s</tbody></table></div></details>
    </figure>
    </section>
    """
        .formatted(
            Escaped.html(Phrases.title(first)),
            Escaped.html(metric),
            targets.size() > 1 ? ArmColours.legend(verdict, targets) : "",
            chart.place(words.toString().strip()),
            chart.readout(
                "Point at the chart to read its values; drag to zoom, double-click to reset."),
            rows);
  }

  private static Optional<SeriesVerdict> named(String metric, TargetVerdict target) {
    return target.series().stream().filter(series -> series.name().equals(metric)).findFirst();
  }

  /** That of the target beside the series that tells it, its own beside any other. */
  private static String verdict(TargetVerdict target, SeriesVerdict series) {
    boolean telling = Phrases.telling(target).filter(series::equals).isPresent();
    return telling ? target.verdict().name() : series.verdict().kind().name();
  }

  /**
   * A limit is drawn beside primary series, when it is the same for all; the script leaves it out
   * when it is far off.
   */
  private static Optional<Long> limit(String metric, List<TargetVerdict> targets) {
    List<Long> limits =
        targets.stream()
            .filter(t -> t.primary().filter(series -> series.name().equals(metric)).isPresent())
            .map(target -> target.limit().map(Limit::size).map(size -> size.bytes()))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return limits.size() == 1 ? Optional.of(limits.get(0)) : Optional.empty();
  }

  private static String inWords(TargetVerdict target, SeriesVerdict series, Points points) {
    if (points.length() == 0) {
      return target.name() + ": no floor was read. ";
    }
    int last = points.length() - 1;
    return target.name()
        + ": "
        + series.unit().format(points.y()[0])
        + " after "
        + Phrases.count(points.x()[0])
        + " requests, "
        + series.unit().format(points.y()[last])
        + " after "
        + Phrases.count(points.x()[last])
        + " requests, "
        + points.length()
        + " floors, verdict "
        + verdict(target, series)
        + ". ";
  }

  private static String rows(TargetVerdict target, SeriesVerdict series, Points all) {
    Points points = all.thinned(MOST_ROWS);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < points.length(); i++) {
      rows.append("<tr><th scope=\"row\">")
          .append(Escaped.html(target.name()))
          .append("</th><td class=\"number\">")
          .append(Phrases.count(points.x()[i]))
          .append("</td><td class=\"number\">")
          .append(series.unit().format(points.y()[i]))
          .append("</td></tr>\n");
    }
    return rows.toString();
  }

  private String others(TargetVerdict target) {
    List<String> figures = new ArrayList<>();
    for (SeriesVerdict series : worstFirst(target.series())) {
      if (!large.contains(series.name())) {
        figures.add(small(target, series));
      }
    }
    if (figures.isEmpty()) {
      return "";
    }
    return "<section class=\"long\">\n<h2>Everything else that was measured: "
        + Escaped.html(target.name())
        + "</h2>\n<div class=\"multiples\">\n"
        + String.join("", figures)
        + "</div>\n</section>\n";
  }

  private static List<SeriesVerdict> worstFirst(List<SeriesVerdict> all) {
    return all.stream()
        .sorted(
            Comparator.comparing((SeriesVerdict series) -> !series.kind().convicts())
                .thenComparing(series -> series.verdict().kind()))
        .toList();
  }

  private String small(TargetVerdict target, SeriesVerdict series) {
    Points points = floors(target.name(), series.name());
    String head =
        "<figure class=\"card\"><figcaption class=\"cardhead\"><h3>"
            + Escaped.html(Phrases.title(series))
            + "</h3>"
            + Tone.lesserBadge(series.verdict().kind(), series.kind().convicts())
            + "</figcaption>\n";
    if (points.length() == 0) {
      return head + "<p class=\"soft small\">No floor was read.</p></figure>\n";
    }
    ChartSheet.Chart chart = charts.add("count", ChartSheet.unit(series.unit()), 130);
    chart.spec().put("small", true);
    ObjectNode line =
        chart.line(
            series.name(),
            series.kind().convicts() ? Tone.of(series.verdict().kind()).css() : "mark",
            points,
            true);
    series.line().ifPresent(fitted -> ChartSheet.Chart.fit(line, fitted));
    return head
        + chart.place(inWords(target, series, points))
        + "<p class=\"soft small\">"
        + Escaped.html(Phrases.sentence(series.verdict().reason()))
        + "</p></figure>\n";
  }

  private Points floors(String arm, String metric) {
    List<Tick> ticks =
        record.ticksOf(arm).stream()
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR && tick.samples().containsKey(metric))
            .toList();
    return new Points(
        ticks.stream().mapToDouble(tick -> tick.counts().ended()).toArray(),
        ticks.stream()
            .map(tick -> tick.samples().get(metric))
            .mapToDouble(MemorySample::value)
            .toArray());
  }
}
