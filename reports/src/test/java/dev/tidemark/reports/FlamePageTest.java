package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlamePageTest {
  private static final List<String> FOLDED =
      List.of(
          "java.lang.Thread.run;com.example.Shop.buy;java.util.zip.Deflater.init;deflateInit2_"
              + " (libz.so) 3072",
          "java.lang.Thread.run;com.example.Shop.look 1024");

  private final Path folder;

  FlamePageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path evidence(String name, List<String> folded) throws Exception {
    Path evidence = Files.createDirectories(folder.resolve("evidence"));
    Files.write(evidence.resolve(name), folded);
    return evidence;
  }

  private static String page(List<String> folded) {
    return new FlamePage("shop", "native", Path.of("shop-native.html")).html(folded);
  }

  @Test
  void aBarIsAsWideAsItsShareAndStandsUnderItsCaller() {
    assertThat(page(FOLDED))
        .contains(
            bar(0, 0, 100, "all: 4.00 KiB, 100.0%"),
            bar(0, 1, 100, "java.lang.Thread.run: 4.00 KiB, 100.0%"),
            bar(0, 2, 75, "com.example.Shop.buy: 3.00 KiB, 75.0%"),
            bar(75, 2, 25, "com.example.Shop.look: 1.00 KiB, 25.0%"),
            bar(0, 4, 75, "deflateInit2_ (libz.so): 3.00 KiB, 75.0%"));
  }

  private static String bar(double left, int row, double width, String title) {
    return String.format(
        Locale.ROOT,
        "<svg x=\"%.3f%%\" y=\"%d\" width=\"%.3f%%\" height=\"19\"><title>%s</title>",
        left,
        row * 19,
        width,
        title);
  }

  @Test
  void applicationPlatformAndNativeCodeAreToldApart() {
    assertThat(page(FOLDED))
        .containsPattern("class=\"platform\"[^>]*/><text[^>]*>Thread\\.run<")
        .containsPattern("class=\"own\"[^>]*/><text[^>]*>Shop\\.buy<")
        .containsPattern("class=\"native\"[^>]*/><text[^>]*>deflateInit2_ \\(libz\\.so\\)<");
  }

  @Test
  void namesOfTheTargetAddNoElement() {
    String hostile = Hostile.TEXT.replaceAll("[;\\p{Cntrl}]", "_");
    String html =
        new FlamePage(hostile, "native", Path.of("x-native.html"))
            .html(List.of(hostile + ";" + hostile + ".m 10", "com.example." + hostile + " 5"));
    assertThat(count(html, "<script")).isZero();
    assertThat(count(html, "</style")).isEqualTo(1);
    assertThat(html).doesNotContain("<img", "onerror=\"", "<!--");
  }

  @Test
  void linesThatAreNoStacksAreLeftOut() {
    assertThat(page(List.of("", "torn", "a;b notanumber", " 12", "a;b 99999999999999999999")))
        .contains("0 B, as async-profiler saw it")
        .doesNotContain("<details>");
  }

  @Test
  void theReportLinksAPageForItsOwnerAlone() throws Exception {
    Path evidence = evidence("shop-native.folded", FOLDED);
    HtmlReport.write(folder.resolve("report.html"), Runs.demoRecord(), Runs.demo());
    Path page = evidence.resolve("shop-native.html");
    assertThat(folder.resolve("report.html"))
        .content()
        .contains(
            "<a href=\"evidence/shop-native.html\">shop: native memory that was not given back</a>");
    assertThat(page).content().contains("Shop.buy");
    if (Files.getFileStore(page).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aRunWithoutAProfileHasNoSuchLink() throws Exception {
    evidence("heap.hprof.gz", List.of());
    HtmlReport.write(folder.resolve("report.html"), Runs.demoRecord(), Runs.demo());
    assertThat(folder.resolve("report.html")).content().doesNotContain("Flame graphs");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
