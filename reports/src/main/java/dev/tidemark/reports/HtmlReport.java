package dev.tidemark.reports;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The report for people: one HTML file that needs nothing but a browser. */
public final class HtmlReport {
  private final RunRecord record;
  private final RunVerdict verdict;
  private final List<FlamePage> flames;

  private HtmlReport(RunRecord record, RunVerdict verdict, List<FlamePage> flames) {
    this.record = record;
    this.verdict = verdict;
    this.flames = flames;
  }

  /**
   * Writes {@code report.html}, and a page for each profile in the folder of evidence beside it.
   */
  public static void write(Path file, RunRecord record, RunVerdict verdict) throws IOException {
    List<FlamePage> flames = FlamePage.drawAll(file.resolveSibling("evidence"));
    String page = new HtmlReport(record, verdict, flames).page();
    Files.write(file, page.getBytes(StandardCharsets.UTF_8));
  }

  static String render(RunRecord record, RunVerdict verdict) {
    return new HtmlReport(record, verdict, List.of()).page();
  }

  private String page() {
    ChartSheet charts = new ChartSheet();
    StringBuilder body = new StringBuilder(banner());
    body.append("<section class=\"grid\" aria-label=\"Verdicts\">\n");
    verdict.targets().forEach(target -> body.append(KeyFigures.card(target)));
    body.append("</section>\n");
    FloorsSection floors = new FloorsSection(record, verdict, charts);
    body.append(floors.html());
    body.append(ArmsSection.html(verdict));
    body.append(RoutesSection.html(verdict));
    body.append(SuspectsSection.html(verdict, flames));
    body.append(new LoadSection(record, verdict, charts).html());
    body.append(floors.others());
    body.append(new LatencySection(record, verdict, charts).html());
    body.append(GapsSection.html(record));
    body.append(ManifestSection.html(record.manifest()));
    String title = verdict.verdict().name() + " · " + record.manifest().run() + " · Tidemark";
    return HtmlPage.render(title, body.toString(), charts);
  }

  private String banner() {
    Verdict.Kind kind = verdict.verdict();
    String expected =
        Phrases.allAsExpected(verdict)
            ? "every verdict is the one that was expected"
            : verdict.targets().stream().allMatch(TargetVerdict::asExpected)
                ? ""
                : "not every verdict is the one that was expected";
    return """
    <header class="banner tone-%s">
    <h1>%s</h1>
    <p class="reason">%s</p>
    <p class="gate"><strong>Gate: %s.</strong>%s <span class="soft">Run <code>%s</code>, started \
    <time datetime="%s">%s</time>.</span></p>
    </header>
    """
        .formatted(
            Tone.of(kind).css(),
            Tone.words(kind),
            Escaped.html(verdict.reason()),
            Phrases.gate(verdict),
            expected.isEmpty() ? "" : " " + Phrases.sentence(expected),
            Escaped.html(record.manifest().run()),
            record.manifest().startedAt(),
            Phrases.moment(record.manifest().startedAt()));
  }
}
