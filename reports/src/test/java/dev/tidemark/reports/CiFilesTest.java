package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import org.junit.jupiter.api.Test;

class CiFilesTest {
  private static final TargetVerdict LEAK = Runs.bare("baseline", new Verdict.Leak("leaks"));
  private static final TargetVerdict LEVEL =
      Runs.bare("candidate", new Verdict.Plateau("level", 60));
  private static final TargetVerdict GROWING =
      Runs.bare("candidate", new Verdict.Growing("grows", true));

  @Test
  void theDemonstrationIsTwoPassingTestCases() {
    assertThat(JunitXml.toXml(Runs.demo()))
        .contains(
            "<testsuite name=\"tidemark\" tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"0\">",
            "<testcase classname=\"tidemark\" name=\"leaky\" time=\"7.600\">")
        .doesNotContain("<failure");
  }

  @Test
  void aFailedGateFailsTheTargetThatLeaks() {
    assertThat(JunitXml.toXml(Runs.of(RunVerdict.Gate.FAIL, 1, "leaks", LEAK, LEVEL)))
        .contains("failures=\"1\"", "<failure type=\"LEAK\" message=\"leaks\"/>");
  }

  @Test
  void aPassedGateFailsNothingEvenIfTheBaselineLeaks() {
    assertThat(JunitXml.toXml(Runs.of(RunVerdict.Gate.PASS, 0, "better", LEAK, LEVEL)))
        .contains("failures=\"0\"")
        .doesNotContain("<failure");
  }

  @Test
  void aGateThatFailsOnGrowthFailsTheTargetThatGrows() {
    assertThat(JunitXml.toXml(Runs.of(RunVerdict.Gate.FAIL, 1, "grows", GROWING)))
        .contains("tests=\"1\" failures=\"1\"", "type=\"GROWING\"");
  }

  @Test
  void aFailedGateNeverGivesAGreenFile() {
    assertThat(JunitXml.toXml(Runs.of(RunVerdict.Gate.FAIL, 4, "no target answered")))
        .contains("tests=\"1\" failures=\"1\"", "message=\"no target answered\"");
  }

  @Test
  void theSummaryIsOneTable() {
    assertThat(MarkdownSummary.toMarkdown(Runs.demo()))
        .isEqualTo(
            """
            ## Tidemark: LEAK

            Gate: **pass**. leaky leaks 83.1 KiB per request, fixed does not: as expected.

            | target | verdict | growth per request | ruled out | until the limit | held by |
            |---|---|---|---|---|---|
            | leaky | **LEAK** | +83.1 KiB (82.9 .. 83.3 KiB, 95%) | nothing | 880 .. 900 requests | dev.tidemark.targets.proxy.BufferedResponse +1.000 per request |
            | fixed | **PLATEAU** | +3.1 B (-18.4 .. 24.6 B, 95%) | 62 B |  |  |
            """);
  }
}
