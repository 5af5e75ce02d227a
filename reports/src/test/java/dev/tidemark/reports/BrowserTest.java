package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages in a real browser: skipped, by name, where the PATH has no Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class BrowserTest {
  /** Canvases on which nothing but one colour was painted. */
  private static final String BLANK_CANVASES =
      """
      [...document.querySelectorAll('canvas')].filter(c => {
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        for (let i = 4; i < d.length; i += 4) if (d[i + 3] !== d[3] || d[i] !== d[0]) return false;
        return true;
      }).length""";

  /** The lowest contrast of any text against what lies behind it, with that text. */
  private static final String WORST_CONTRAST =
      """
      (() => {
        const parse = c => c.match(/[\\d.]+/g).map(Number);
        const light = c => { const [r, g, b] = parse(c).map(v => v / 255)
          .map(v => v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const back = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e)
          .backgroundColor; const p = parse(c); if (p.length === 3 || p[3] > 0) return c; }
          return 'rgb(255,255,255)'; };
        let worst = [99, ''];
        const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const e = texts.currentNode.parentElement;
          if (!texts.currentNode.textContent.trim() || e.closest('noscript,script')) continue;
          const [a, b] = [light(getComputedStyle(e).color), light(back(e))].sort((x, y) => y - x);
          const ratio = (a + 0.05) / (b + 0.05);
          if (ratio < worst[0]) worst = [ratio, texts.currentNode.textContent.trim()];
        }
        return worst;
      })()""";

  private final Path folder;
  private final Path shots = Path.of("target", "screenshots");
  private Optional<Browser> browser = Optional.empty();

  BrowserTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void startBrowser() throws Exception {
    Optional<Path> program = Browser.installed();
    assumeTrue(program.isPresent(), "no Chromium on the PATH: pages are not tried in a browser");
    Files.createDirectories(shots);
    browser =
        Optional.of(
            Browser.start(program.get(), Files.createTempDirectory(Path.of("target"), "browser-")));
  }

  @AfterAll
  void stopBrowser() {
    browser.ifPresent(Browser::close);
  }

  @ParameterizedTest
  @CsvSource({"1400, light", "1400, dark", "700, light", "400, light", "400, dark"})
  void theReportIsDrawnAtEveryWidthAndInBothSchemes(int width, String scheme) throws Exception {
    Path file = folder.resolve("report.html");
    HtmlReport.write(file, Runs.demoRecord(), Runs.demo());
    assertDrawn(file, 10, width, scheme, "report");
  }

  @ParameterizedTest
  @CsvSource({"1400, light", "400, dark"})
  void theTrendIsDrawnToo(int width, String scheme) throws Exception {
    Path runs = Files.createTempDirectory(folder, "runs");
    for (int night = 1; night <= 9; night++) {
      boolean leaks = night >= 7;
      TrendTest.night(runs, "night-" + night, night, leaks ? 83.1 * Runs.KIB : 3 * night, leaks);
    }
    Files.createDirectory(runs.resolve("night-x"));
    Files.writeString(runs.resolve("night-x").resolve("verdict.json"), "{");
    Path file = folder.resolve("trend.html");
    TrendPage.write(file, TrendFolders.read(List.of(runs)));
    assertDrawn(file, 1, width, scheme, "trend");
  }

  @Test
  void aHostileRunRunsNoScriptOfItsOwn() throws Exception {
    Path file = folder.resolve("hostile.html");
    HtmlReport.write(file, Hostile.record(), Hostile.verdict());
    assertDrawn(file, 3, 400, "light", "hostile");
    assertThat(page().evaluate("document.title").asText()).isNotEqualTo("owned");
    assertThat(page().evaluate("document.querySelectorAll('main img').length").asInt()).isZero();
  }

  @Test
  void theContentPolicyStopsWhatEscapingWouldMiss() throws Exception {
    Path file = folder.resolve("broken.html");
    String html = HtmlReport.render(Runs.demoRecord(), Runs.demo());
    Files.writeString(
        file,
        html.replace(
            "<main>", "<main><script>document.title='owned'</script><img src='http://a.test/x'>"));
    page().open(file, 800, 600, "light");
    assertThat(page().evaluate("document.title").asText()).isNotEqualTo("owned");
    assertThat(page().complaints()).anyMatch(line -> line.contains("Content Security Policy"));
    startAgain();
  }

  @Test
  void pointingAtTheChartReadsItsValues() throws Exception {
    Path file = folder.resolve("report.html");
    HtmlReport.write(file, Runs.demoRecord(), Runs.demo());
    page().open(file, 1400, 1000, "light");
    page()
        .evaluate(
            """
            (() => { const over = document.querySelector('#chart-1 .u-over');
              const box = over.getBoundingClientRect();
              over.dispatchEvent(new MouseEvent('mouseenter', {bubbles: true}));
              over.dispatchEvent(new MouseEvent('mousemove', {bubbles: true,
                clientX: box.left + box.width * 0.02, clientY: box.top + 20})); })()""");
    Thread.sleep(200);
    assertThat(page().evaluate("document.getElementById('chart-1-readout').textContent").asText())
        .matches("[\\d,]+ requests: leaky [\\d.]+ MiB, fixed [\\d.]+ MiB");
  }

  private void assertDrawn(Path file, int charts, int width, String scheme, String name)
      throws Exception {
    int asked = page().requests().size();
    page().open(file, width, 900, scheme);
    page().screenshot(shots.resolve(name + "-" + width + "-" + scheme + ".png"));
    page().print(shots.resolve(name + ".pdf"));
    assertThat(page().evaluate("document.documentElement.dataset.charts").asText())
        .isEqualTo(String.valueOf(charts));
    assertThat(page().evaluate("document.querySelectorAll('canvas').length").asInt())
        .isEqualTo(charts);
    assertThat(page().evaluate(BLANK_CANVASES).asInt()).as("blank canvases").isZero();
    assertThat(page().evaluate("document.documentElement.scrollWidth").asInt())
        .as("the page is no wider than the screen")
        .isLessThanOrEqualTo(width);
    JsonNode contrast = page().evaluate(WORST_CONTRAST);
    assertThat(contrast.get(0).asDouble()).as(contrast.toString()).isGreaterThanOrEqualTo(4.5);
    assertThat(page().complaints()).isEmpty();
    assertThat(page().requests().subList(asked, page().requests().size()))
        .allMatch(url -> url.equals(file.toUri().toString()) || url.equals("data:,"));
  }

  private Browser page() {
    return browser.orElseThrow();
  }

  private void startAgain() throws Exception {
    stopBrowser();
    startBrowser();
  }
}
