package dev.tidemark.reports;

import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * How large the answers of each target were, and how fast streams came: the same table for all
 * targets.
 */
final class AnswersTable {
  private static final double MEDIAN = 50;
  private static final double SLOWEST_TENTH = 10;
  private static final double LARGEST = 99;

  private AnswersTable() {}

  /** Empty where neither was recorded. */
  static String html(RunRecord record, RunVerdict verdict) {
    StringBuilder rows = new StringBuilder();
    verdict.targets().forEach(target -> row(record, target).ifPresent(rows::append));
    if (rows.isEmpty()) {
      return "";
    }
    return """
    <table>
    <caption>Answers that were read to their end: their bodies, and the events of streams that held \
    text, per second from when the request was due (an event is not always one token).</caption>
    <thead><tr><th scope="col">target</th><th scope="col" class="number">p50 size</th>\
    <th scope="col" class="number">p99 size</th><th scope="col" class="number">p50 rate</th>\
    <th scope="col" class="number">slowest tenth</th><th scope="col" class="number">count</th></tr></thead>
    <tbody>
    %s</tbody></table>
    """
        .formatted(rows);
  }

  private static Optional<String> row(RunRecord record, TargetVerdict target) {
    Histogram sizes = record.latency().get(target.name() + LedgerWriter.ANSWER_BYTES);
    if (sizes == null || sizes.getTotalCount() == 0) {
      return Optional.empty();
    }
    Optional<Histogram> rates =
        Optional.ofNullable(record.latency().get(target.name() + LedgerWriter.TOKENS_PER_SECOND))
            .filter(recorded -> recorded.getTotalCount() > 0);
    return Optional.of(
        "<tr><th scope=\"row\" class=\"name\">"
            + Escaped.html(target.name())
            + "</th>"
            + cell(ByteSize.format((double) sizes.getValueAtPercentile(MEDIAN)))
            + cell(ByteSize.format((double) sizes.getValueAtPercentile(LARGEST)))
            + cell(rates.map(all -> perSecond(all, MEDIAN)).orElse(""))
            + cell(rates.map(all -> perSecond(all, SLOWEST_TENTH)).orElse(""))
            + cell(Phrases.count(sizes.getTotalCount()))
            + "</tr>\n");
  }

  private static String perSecond(Histogram rates, double percentile) {
    double rate = rates.getValueAtPercentile(percentile) / (double) LedgerWriter.RATE_UNITS;
    return String.format(
        Locale.ROOT, rate < 10 ? "%.2f/s" : rate < 100 ? "%.1f/s" : "%,.0f/s", rate);
  }

  private static String cell(String text) {
    return "<td class=\"number\">" + text + "</td>";
  }
}
