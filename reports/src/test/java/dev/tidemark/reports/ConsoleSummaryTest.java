package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Finding;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Rates;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {
  private static final String LONG_REASON =
      "The probe could not read the heap in 7 of 9 rounds because the management agent of the"
          + " target refused the connection, so no floor was taken; give the process id of a JVM"
          + " that runs as the same user, or raise the budget above 5 minutes and run again.";

  @Test
  void theDemonstrationReadsAsPublished() {
    Golden.assertMatches("console.txt", Golden.lines(ConsoleSummary.lines(Runs.demo(), "r.html")));
  }

  @Test
  void theSeriesThatLeaksIsTheOneThatIsTold() {
    RunVerdict run = Runs.of(RunVerdict.Gate.FAIL, 1, "threads leak", Runs.threadLeak());
    assertThat(ConsoleSummary.lines(run, "r.html"))
        .containsExactly(
            "threads  LEAK      +1.000 threads per request (0.998 .. 1.002, 95%)",
            "gate     fail (exit code 1): threads leak", "report   r.html");
  }

  @Test
  void aNativeLeakThatNoObjectExplainsSaysHowToLearnMore() {
    Verdict leak = new Verdict.Leak("heap flat, RSS +1.00 KiB per request: native");
    SeriesVerdict outside =
        new SeriesVerdict(
            "process.memory.native",
            MetricKind.NATIVE,
            Unit.BYTES,
            leak,
            Optional.of(Runs.slope(1024, 1000, 1048)),
            0.01,
            OptionalDouble.empty(),
            OptionalDouble.of(100),
            OptionalDouble.of(200),
            1.2,
            Optional.empty(),
            9,
            Rates.NONE);
    RunVerdict run = Runs.of(RunVerdict.Gate.FAIL, 1, "native", Runs.bare("codec", leak, outside));
    assertThat(ConsoleSummary.lines(run, "r.html"))
        .contains("                   held by native code: --profile names the calls");
  }

  @Test
  void everyLineFitsIntoEightyColumns() {
    for (Verdict verdict : everyVerdict()) {
      RunVerdict run =
          Runs.of(RunVerdict.Gate.FAIL, 1, LONG_REASON, crowded("a-very-long-arm-name", verdict));
      List<String> lines = ConsoleSummary.lines(run, "r.html");
      assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
      int gate = indexOfPrefix(lines, "gate");
      assertThat(gate).as("lines of the arm: %s", lines).isBetween(1, 5);
      assertThat(String.join("\n", lines)).contains(verdict.name(), "expected FILLING");
    }
  }

  @Test
  void aLongClassNameKeepsItsBeginningAndItsClass() {
    RunVerdict run = Runs.of(RunVerdict.Gate.FAIL, 1, "x", crowded("a", new Verdict.Leak("x")));
    assertThat(String.join("\n", ConsoleSummary.lines(run, "r.html")))
        .contains(
            "held by com.example.", "….ResponseBufferThatIsNeverReleased", "+1.000 per request");
  }

  @Test
  void aLoadThatDoesNotFitIsWarnedOfBeforeAllFiguresButTheVerdicts() {
    RunVerdict run = Runs.of(RunVerdict.Gate.PASS, 0, "x", Runs.tooSmall());
    assertThat(ConsoleSummary.lines(run, "r.html").subList(0, 3))
        .containsExactly(
            "small    PLATEAU   no leak of 62 B per request or more (asked: 100 B)",
            "                   WARNING: only 3 requests in flight are safe under 128 MiB,",
            "                   and 8 are asked for");
  }

  @Test
  void whatWasNotShownSaysWhatLeakWouldHaveShown() {
    SeriesVerdict live =
        Runs.live(
                new Verdict.Inconclusive("too noisy"),
                Runs.slope(12, -30, 54),
                OptionalDouble.empty())
            .build();
    RunVerdict run =
        Runs.of(
            RunVerdict.Gate.FAIL,
            3,
            "x",
            Runs.bare("open", new Verdict.Inconclusive("too noisy"), live));
    assertThat(String.join("\n", ConsoleSummary.lines(run, "r.html")))
        .contains("growth of 31 B per request would show, 235 B convict");
    RunVerdict blind =
        Runs.of(
            RunVerdict.Gate.FAIL,
            3,
            "x",
            Runs.bare("blind", new Verdict.Inconclusive("no floors")));
    assertThat(String.join("\n", ConsoleSummary.lines(blind, "r.html")))
        .contains("no leak of any size would have shown");
  }

  @Test
  void aServiceThatLastsLongSaysHowOftenItNeedsARestart() {
    RunVerdict run = Runs.of(RunVerdict.Gate.FAIL, 1, "x", Runs.slowLeak());
    assertThat(String.join("\n", ConsoleSummary.lines(run, "r.html")))
        .contains("(2 h 10 min .. 2 h 40 min at 200/s)")
        .contains("restart needed every 2 h 20 min .. 2 h 50 min");
  }

  @Test
  void aPathIsNeverBroken() {
    String path = "/a".repeat(80) + "/report.html";
    assertThat(ConsoleSummary.lines(Runs.demo(), path)).last().asString().endsWith(path);
  }

  @Test
  void nothingThatATerminalActsOnPassesThrough() {
    RunVerdict run =
        Runs.of(
            RunVerdict.Gate.FAIL,
            1,
            "a\u001b[2Jb\r\nc\u202e",
            crowded("evil\u001b]0;x\u0007", new Verdict.Crashed("gone\u001b[31m\nnow")));
    assertThat(String.join("", ConsoleSummary.lines(run, "r.html")))
        .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
  }

  @Test
  void coloursAreAddedOnlyOnRequestAndChangeNothingElse() {
    List<String> painted = ConsoleSummary.lines(Runs.demo(), "r.html", true);
    assertThat(painted.get(0)).contains("\u001b[1;31mLEAK\u001b[0m");
    assertThat(painted.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList())
        .isEqualTo(ConsoleSummary.lines(Runs.demo(), "r.html"));
  }

  private static TargetVerdict leakingOnAbort() {
    SeriesVerdict live =
        Runs.live(
                new Verdict.Leak("grows 32.4 KiB with every aborted request"),
                Runs.slope(0.2, -0.6, 1.0),
                OptionalDouble.of(11))
            .build();
    TargetVerdict leaky = Runs.leaky();
    return TargetVerdict.of("candidate", live.verdict())
        .series(List.of(live))
        .requests(5_000)
        .requestsPerSecond(100)
        .loadSeconds(50)
        .lastFloor(leaky.lastFloor())
        .peakBytes(leaky.peakBytes())
        .findings(
            List.of(
                mode(live, "error", Finding.Outcome.STANDS, "failed: flat, detectable 7 B"),
                mode(live, "abort", Finding.Outcome.GROWS, "aborted: +32.4 KiB each"),
                mode(live, "rounds", Finding.Outcome.STANDS, "completed: flat, detectable 11 B")))
        .build();
  }

  private static Finding mode(
      SeriesVerdict series, String source, Finding.Outcome outcome, String sentence) {
    return new Finding(
        source,
        series.name(),
        outcome,
        Optional.of(Runs.slope(33_154, 33_148, 33_160)),
        "aborted request",
        sentence);
  }

  @Test
  void aModeThatLeaksIsToldInsteadOfTheSlopeOfTheRounds() {
    RunVerdict run = Runs.of(RunVerdict.Gate.FAIL, 1, "it leaks", leakingOnAbort());
    assertThat(String.join(" ", ConsoleSummary.lines(run, "r.html")).replaceAll(" +", " "))
        .contains(
            "candidate LEAK aborted: +32.4 KiB each; failed: flat, detectable 7 B; completed:"
                + " flat, detectable 11 B");
    assertThat(MarkdownSummary.toMarkdown(run)).contains("+32.38 KiB per aborted request");
    assertThat(KeyFigures.card(leakingOnAbort()))
        .contains("<p class=\"growth\">+32.38 KiB per aborted request</p>")
        .contains("<dt>Failed</dt><dd>flat, detectable 7 B");
  }

  private static int indexOfPrefix(List<String> lines, String prefix) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(prefix)) {
        return i;
      }
    }
    return -1;
  }

  private static List<Verdict> everyVerdict() {
    return List.of(
        new Verdict.Leak(LONG_REASON),
        new Verdict.Growing(LONG_REASON, true),
        new Verdict.Crashed(LONG_REASON),
        new Verdict.Inconclusive(LONG_REASON),
        new Verdict.Plateau(LONG_REASON, 12));
  }

  /** A target about which everything is known, in long words, and which was expected otherwise. */
  private static TargetVerdict crowded(String name, Verdict verdict) {
    TargetVerdict leaky = Runs.leaky();
    return TargetVerdict.of(name, verdict)
        .expected(Optional.of(Verdict.Kind.FILLING))
        .series(
            List.of(
                Runs.live(
                        verdict,
                        Runs.slope(1.234567e9, 1.2345e9, 1.2346e9),
                        OptionalDouble.of(1_234_567))
                    .build()))
        .requests(1_000_000)
        .requestsPerSecond(1_234.5)
        .loadSeconds(600)
        .limit(leaky.limit())
        .requestsToLimit(leaky.requestsToLimit())
        .secondsToLimit(leaky.secondsToLimit())
        .lastFloor(leaky.lastFloor())
        .peakBytes(leaky.peakBytes())
        .perInFlight(leaky.perInFlight())
        .safeInFlight(leaky.safeInFlight())
        .suspects(
            List.of(
                new Suspect(
                    "class",
                    "com.example."
                        + "deeply.nested.".repeat(6)
                        + "ResponseBufferThatIsNeverReleased",
                    1,
                    40,
                    true,
                    "",
                    "")))
        .build();
  }
}
