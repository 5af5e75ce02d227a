package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  @Test
  void theSameRunGivesTheSameBytes() {
    assertThat(HtmlReport.render(Runs.demoRecord(), Runs.demo()))
        .isEqualTo(HtmlReport.render(Runs.demoRecord(), Runs.demo()));
  }

  @Test
  void leavesASampleToLookAt() throws Exception {
    Path file = Path.of("target", "sample", "report.html");
    Files.createDirectories(file.getParent());
    HtmlReport.write(file, Runs.demoRecord(), Runs.demo());
    assertThat(file).isNotEmptyFile();
    ConsoleSummary.lines(Runs.demo(), "target/tidemark/2026-03-01/report.html")
        .forEach(System.out::println);
    System.out.println(VerdictJson.toJson(Runs.demo()));
  }
}
