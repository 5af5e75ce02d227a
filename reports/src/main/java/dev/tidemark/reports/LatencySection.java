package dev.tidemark.reports;

import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.RunVerdict;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** How long requests took, target by target: a table and the percentile plot. */
final class LatencySection {
  private static final double[] SHOWN = {50, 90, 99, 99.9};
  private final RunRecord record;
  private final RunVerdict verdict;
  private final ChartSheet charts;

  LatencySection(RunRecord record, RunVerdict verdict, ChartSheet charts) {
    this.record = record;
    this.verdict = verdict;
    this.charts = charts;
  }

  String html() {
    if (record.latency().values().stream().allMatch(h -> h.getTotalCount() == 0)) {
      return "";
    }
    ChartSheet.Chart chart = charts.add("percentile", "ms", 240);
    chart.spec().put("xLabel", "share of requests that were faster").put("zero", true);
    StringBuilder rows = new StringBuilder();
    verdict
        .targets()
        .forEach(
            target -> {
              Histogram histogram = record.latency().get(target.name());
              if (histogram != null && histogram.getTotalCount() > 0) {
                rows.append(row(target.name(), histogram));
                part(rows, target.name(), LedgerWriter.FIRST_TOKEN, "first token");
                part(rows, target.name(), LedgerWriter.INTER_TOKEN, "between tokens");
                chart.line(
                    target.name(),
                    ArmColours.of(verdict, target.name()),
                    percentiles(histogram),
                    false);
              }
            });
    return """
    <section>
    <h2>Latency</h2>
    <div class="grid top">
    <div class="card scroll">
    <table>
    <caption>From when a request was due to the last byte of its answer, whole run%s.</caption>
    <thead><tr><th scope="col">target</th><th scope="col" class="number">p50</th>\
    <th scope="col" class="number">p90</th><th scope="col" class="number">p99</th>\
    <th scope="col" class="number">p99.9</th><th scope="col" class="number">max</th>\
    <th scope="col" class="number">count</th></tr></thead>
    <tbody>
    %s</tbody></table>
    %s</div>
    <figure class="card">
    %s%s%s</figure>
    </div>
    </section>
    """
        .formatted(
            streams() ? "; of streams also to the first token, and from one to the next" : "",
            rows,
            AnswersTable.html(record, verdict),
            verdict.targets().size() > 1 ? ArmColours.legend(verdict, verdict.targets()) : "",
            chart.place("Latency by percentile; the table has the same figures."),
            chart.readout("Milliseconds by percentile"));
  }

  private boolean streams() {
    return record.latency().keySet().stream()
        .anyMatch(name -> name.endsWith(LedgerWriter.FIRST_TOKEN));
  }

  /** A row for a part of the answers, where it was recorded. */
  private void part(StringBuilder rows, String target, String suffix, String words) {
    Histogram histogram = record.latency().get(target + suffix);
    if (histogram != null && histogram.getTotalCount() > 0) {
      rows.append(row(target + ": " + words, histogram));
    }
  }

  private static String row(String arm, Histogram histogram) {
    StringBuilder row = new StringBuilder("<tr><th scope=\"row\" class=\"name\">");
    row.append(Escaped.html(arm)).append("</th>");
    DoubleStream.of(SHOWN)
        .forEach(p -> row.append(cell(millis(histogram.getValueAtPercentile(p)))));
    row.append(cell(millis(histogram.getMaxValue())));
    return row.append(cell(Phrases.count(histogram.getTotalCount()))).append("</tr>\n").toString();
  }

  private static String cell(String text) {
    return "<td class=\"number\">" + text + "</td>";
  }

  private static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(
            Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f", millis)
        + " ms";
  }

  /** Latency in milliseconds against the number of nines, up to where one request is left. */
  private static Points percentiles(Histogram histogram) {
    double most = Math.min(5, Math.log10((double) Math.max(10, histogram.getTotalCount())));
    double[] nines = DoubleStream.iterate(0, n -> n <= most, n -> n + 0.05).toArray();
    return new Points(
        nines,
        DoubleStream.of(nines)
            .map(n -> histogram.getValueAtPercentile(100 * (1 - Math.pow(10, -n))) / 1e6)
            .toArray());
  }
}
