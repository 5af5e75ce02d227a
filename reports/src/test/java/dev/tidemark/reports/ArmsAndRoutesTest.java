package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Finding;
import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ArmsAndRoutesTest {
  private static TargetVerdict named(String name, TargetVerdict of, List<Finding> findings) {
    return of.but()
        .name(name)
        .expected(Optional.empty())
        .findings(findings)
        .routes(List.of())
        .build();
  }

  private static RunVerdict compared() {
    Finding more =
        new Finding(
            "baseline",
            "jvm.memory.live",
            Finding.Outcome.MORE,
            Optional.of(Runs.slope(83.1 * Runs.KIB, 82.9 * Runs.KIB, 83.3 * Runs.KIB)),
            "request",
            "it grows more");
    return Runs.of(
        RunVerdict.Gate.FAIL,
        1,
        "candidate leaks",
        named("candidate", Runs.leaky(), List.of(more)),
        named("baseline", Runs.fixed(), List.of()));
  }

  private static TargetVerdict withRoutes() {
    return Runs.leaky()
        .withRoutes(
            List.of(
                new RouteVerdict(
                    "/api/models",
                    new Verdict.Plateau("at most 40 B each", 100),
                    Unit.BYTES,
                    200,
                    Optional.of(Runs.slope(3, -20, 26)),
                    OptionalDouble.of(40)),
                new RouteVerdict(
                    "/<script>",
                    new Verdict.Inconclusive("not enough"),
                    Unit.BYTES,
                    12,
                    Optional.empty(),
                    OptionalDouble.empty()),
                new RouteVerdict(
                    "/api/chat",
                    new Verdict.Leak("51 KiB each"),
                    Unit.BYTES,
                    508,
                    Optional.of(Runs.slope(51 * Runs.KIB, 50 * Runs.KIB, 52 * Runs.KIB)),
                    OptionalDouble.of(53 * Runs.KIB))));
  }

  @Test
  void theConsoleShowsBaselineAndCandidateInColumnsWithTheDifference() {
    assertThat(ConsoleSummary.lines(compared(), "r.html"))
        .contains(
            "                           baseline    candidate   change",
            "growth per request         +3.1 B      +83.1 KiB   +83.1 KiB (82.9 .. 83.3 KiB)",
            "live set at the end        21.5 MiB    82.4 MiB    +60.9 MiB")
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void withoutABaselineTheConsoleHasNoTable() {
    assertThat(ConsoleSummary.lines(Runs.demo(), "r.html"))
        .noneMatch(line -> line.contains("change"));
  }

  @Test
  void markdownAndHtmlPutTwoArmsSideBySide() {
    assertThat(MarkdownSummary.toMarkdown(compared()))
        .contains("| under the same traffic | baseline | candidate | change |")
        .contains("| growth per request | +3.1 B | +83.1 KiB | +83.1 KiB (82.9 .. 83.3 KiB, 95%) |")
        .contains("| requests until the limit | – | 880 .. 900 |  |");
    assertThat(ArmsSection.html(Runs.demo())).contains(">leaky<").contains("Side by side");
    assertThat(ArmsSection.html(Runs.of(RunVerdict.Gate.PASS, 0, "x", Runs.fixed()))).isEmpty();
  }

  @Test
  void everyRouteHasALineThoseThatLeakFirst() {
    RunVerdict run = Runs.of(RunVerdict.Gate.FAIL, 1, "leaks", withRoutes());
    List<String> lines = ConsoleSummary.lines(run, "r.html");
    assertThat(lines)
        .filteredOn(line -> line.contains("/"))
        .containsSubsequence(
            "                   /api/chat: +51.0 KiB each",
            "                   /<script>: undecided",
            "                   /api/models: flat");
    assertThat(MarkdownSummary.toMarkdown(run)).contains("- leaky /api/chat: +51.0 KiB each");
  }

  @Test
  void routesAreEscapedInHtmlAndCompleteInJson() {
    RunVerdict run = Runs.of(RunVerdict.Gate.FAIL, 1, "leaks", withRoutes());
    assertThat(RoutesSection.html(run))
        .doesNotContain("<script>")
        .contains("/&lt;script&gt;")
        .contains("not told apart");
    assertThat(VerdictJson.toJson(run))
        .contains("\"route\": \"/api/models\"")
        .contains("\"verdict\": \"PLATEAU\"")
        .contains("\"reached\": 40");
    assertThat(RoutesSection.html(Runs.demo())).isEmpty();
  }
}
