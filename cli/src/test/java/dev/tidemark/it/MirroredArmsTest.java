package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Finding;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.reports.ConsoleSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixed proxy as the baseline of the leaky one, under the same traffic. */
final class MirroredArmsTest {
  @Test
  void theCandidateIsComparedWithTheBaselineRoundByRound(@TempDir Path folder)
      throws RunImpossible, InterruptedException {
    Map<String, String> options = Map.of("cache-allowance", "4 MiB", "budget", "60s");
    try (Targets targets = new Targets();
        DirectRun run =
            DirectRun.start(
                folder,
                options,
                Targets.arm("baseline", targets.proxy(List.of("-Xmx128m"), "--mode", "fixed")),
                Targets.arm("candidate", targets.proxy(List.of("-Xmx128m"), "--mode", "leaky")))) {
      Conclusion end = run.end(Duration.ofMinutes(3));
      TargetVerdict candidate = DirectRun.of(end, "candidate");
      assertThat(end.verdict().verdict()).isEqualTo(Verdict.Kind.LEAK);
      assertThat(end.verdict().exit()).isEqualTo(1);
      Finding difference =
          candidate.findings().stream()
              .filter(finding -> finding.source().equals("baseline"))
              .findFirst()
              .orElseThrow();
      assertThat(difference.outcome()).isEqualTo(Finding.Outcome.MORE);
      double own = candidate.primary().orElseThrow().slope().orElseThrow().perRequest();
      assertThat(difference.rate().orElseThrow().perRequest()).isBetween(0.9 * own, 1.1 * own);
      assertThat(ConsoleSummary.lines(end.verdict(), "r.html"))
          .anyMatch(
              line ->
                  line.matches("growth per request +\\S+ \\S+ +\\+\\S+ KiB +\\+\\S+ KiB \\(.*"));
    }
  }
}
