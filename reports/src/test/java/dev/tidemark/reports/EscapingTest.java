package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class EscapingTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"chart-data\">(.*?)</script>");

  private final Path folder;

  EscapingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aHostileRunAddsNoElementToTheReport() {
    String html = HtmlReport.render(Hostile.record(), Hostile.verdict());
    assertThat(count(html, "<script")).isEqualTo(3);
    assertThat(count(html, "</script")).isEqualTo(3);
    assertThat(count(html, "</style")).isEqualTo(1);
    assertThat(html).doesNotContain("<img", "onerror=\"", "<!--", "\u0000");
  }

  @Test
  void theInlinedDataHoldsNothingThatEndsItAndStillReads() throws Exception {
    String html = HtmlReport.render(Hostile.record(), Hostile.verdict());
    Matcher data = DATA.matcher(html);
    assertThat(data.find()).isTrue();
    assertThat(data.group(1)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    JsonNode charts = new ObjectMapper().readTree(data.group(1)).path("charts");
    assertThat(charts.at("/0/series/0/name").asText()).startsWith("</script></style><script>");
  }

  @Test
  void theTrendAddsNoElementEither() {
    VerdictSummary.Target target =
        new VerdictSummary.Target(
            Hostile.TEXT,
            Hostile.verdict().verdict(),
            Hostile.TEXT,
            Optional.empty(),
            Optional.of(Hostile.TEXT));
    TrendEntry entry =
        new TrendEntry.Judged(
            folder.resolve("\"><script>"),
            Hostile.TEXT,
            Runs.START,
            Optional.of(Hostile.TEXT),
            new VerdictSummary(
                Hostile.verdict().verdict(), Hostile.verdict().gate(), 1, "", List.of(target)));
    TrendEntry gap = new TrendEntry.Unreadable(folder, Hostile.TEXT);
    String html = TrendPage.render(folder.resolve("trend.html"), List.of(entry, gap));
    assertThat(count(html, "<script")).isEqualTo(3);
    assertThat(html).doesNotContain("<img", "<!--");
  }

  @Test
  void everyFileOfAHostileRunCanBeWrittenAndRead() throws Exception {
    VerdictJson.write(folder.resolve("verdict.json"), Hostile.verdict());
    assertThat(VerdictJson.read(folder.resolve("verdict.json")).reason()).startsWith("</script>");
    JunitXml.write(folder.resolve("junit.xml"), Hostile.verdict());
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(new StringReader(Files.readString(folder.resolve("junit.xml")))));
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(1);
    HtmlReport.write(folder.resolve("report.html"), Hostile.record(), Hostile.verdict());
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void markdownStaysOneTableAndOneLinePerTarget() {
    String text = MarkdownSummary.toMarkdown(Hostile.verdict());
    assertThat(text.lines().filter(line -> line.startsWith("|"))).hasSize(3);
    assertThat(text).doesNotContain("<script", "<img");
    String row = text.lines().reduce((first, second) -> second).orElseThrow();
    assertThat(row.replace("\\|", "").chars().filter(c -> c == '|').count()).isEqualTo(7);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
