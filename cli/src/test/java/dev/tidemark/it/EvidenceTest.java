package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Growth that rounds alone cannot explain, told apart by stages, as arms of one run. */
final class EvidenceTest {
  private static final Targets TARGETS = new Targets();
  private static final List<String> HEAP = List.of("-Xmx256m");

  /** 1 KiB and its place in a queue, every 5 ms. */
  private static final double PER_SECOND = 200 * (1_024 + 24);

  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException {
    Map<String, String> options =
        Map.of(
            "cache-allowance", "1 MiB",
            "budget", "200s",
            "concurrency", "4",
            "stages", "idle,same-keys,sequential");
    try (DirectRun run =
        DirectRun.start(
            folder,
            options,
            Targets.arm("time", TARGETS.catalogue(HEAP, "--leak", "time")),
            Targets.arm("content", TARGETS.catalogue(HEAP, "--leak", "content-cache")),
            Targets.arm("errors", TARGETS.catalogue(HEAP, "--leak", "errors-only")))) {
      end = run.end(Duration.ofMinutes(6));
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  private static Rates rates(String arm) {
    return DirectRun.of(end, arm).primary().orElseThrow().rates();
  }

  private static SlopeEstimate mode(String arm, String name) {
    return Optional.ofNullable(rates(arm).byMode().get(name)).orElseThrow();
  }

  @Test
  void growthWithoutTrafficIsSaidToBeDrivenByTime() {
    Verdict verdict = DirectRun.of(end, "time").verdict();
    assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.reason())
        .as("%s", DirectRun.of(end, "time").notes())
        .contains("time drives it, not requests")
        .contains("a background task that fills a cache would do the same")
        .doesNotContain("this is no cache keyed by content");
    double perSecond = rates("time").perSecond().orElseThrow().perRequest();
    assertThat(perSecond).isBetween(0.75 * PER_SECOND, 1.25 * PER_SECOND);
    assertThat(mode("time", "concurrent").interval().low()).isLessThan(50);
  }

  @Test
  void whatGrowsWithNewPromptsOnlyIsSaidToBeKeyedByContent() {
    Verdict verdict = DirectRun.of(end, "content").verdict();
    assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.reason())
        .contains("requests drive it, not time")
        .contains(
            "what grows is keyed by content, a cache without a bound or one that still fills");
  }

  @Test
  void whatFailedRequestsLeaveIsToldFromWhatAnsweredOnesLeave() {
    TargetVerdict target = DirectRun.of(end, "errors");
    Verdict verdict = target.verdict();
    assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.reason())
        .contains("failed requests drive it: ")
        .contains("this is no cache keyed by content; one keyed by a random id would grow on, too");
    assertThat(mode("errors", "failed").perRequest()).isBetween(1_850.0, 2_300.0);
    assertThat(mode("errors", "concurrent").interval().low()).isLessThan(50);
    assertThat(mode("errors", "sequential").interval().low()).isLessThan(50);
    assertThat(target.suspects())
        .anyMatch(
            suspect ->
                suspect.name().endsWith("ErrorsOnly$FailedRequest")
                    && suspect.evidence().startsWith("+1 per failed request in all"));
  }
}
