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
  void theSummaryIsATableOfVerdictsAndOneOfBothSides() {
    assertThat(MarkdownSummary.toMarkdown(Runs.demo()))
        .isEqualTo(
            """
            ## Tidemark: LEAK

            Gate: **pass**. leaky leaks 83.1 KiB per request, fixed does not: as expected.

            | target | verdict | growth per request | ruled out | until the limit | held by |
            |---|---|---|---|---|---|
            | leaky | **LEAK** | +83.1 KiB (82.9 .. 83.3 KiB, 95%) | nothing | 880 .. 900 requests | dev.tidemark.targets.proxy.BufferedResponse +1.000 per request |
            | fixed | **PLATEAU** | +3.1 B (-18.4 .. 24.6 B, 95%) | 62 B |  |  |

            | under the same traffic | leaky | fixed | change |
            |---|---|---|---|
            | verdict | LEAK | PLATEAU |  |
            | growth per request | +83.1 KiB | +3.1 B | -83.1 KiB |
            | requests until the limit | 880 .. 900 | – |  |
            | live set at the end | 82.4 MiB | 21.5 MiB | -60.9 MiB |
            | highest heap under load | 104 MiB | 66.8 MiB | -37.4 MiB |
            | held per request in flight | 210 KiB | 205 KiB | -5.00 KiB |
            | safe in flight | 96 | 530 |  |
            | a limit that is enough | – | 32 MiB |  |
            | held by | dev.tidemark.targets.proxy.BufferedResponse | – |  |
            | requests | 720 | 4,800 |  |
            """);
  }
}
