package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs at a rate, and runs that are bounded by time or by requests. */
final class PacedRunsTest {
  private static final List<String> HEAP = List.of("-Xmx128m");
  private static final Targets TARGETS = new Targets();

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  private Conclusion run(String leak, Map<String, String> options)
      throws RunImpossible, InterruptedException {
    try (DirectRun run =
        DirectRun.start(
            folder, options, Targets.arm("target", TARGETS.catalogue(HEAP, "--leak", leak)))) {
      return run.end(Duration.ofMinutes(4));
    }
  }

  @Test
  void aRolloutTakesNoFurtherStepWhereMemoryGrows() throws RunImpossible, InterruptedException {
    Conclusion end =
        run("content-cache", Map.of("stages", "rollout,none", "at-rate", "3000/s", "budget", "2m"));
    TargetVerdict verdict = DirectRun.of(end, "target");
    assertThat(verdict.verdict().kind()).as("%s", verdict).isEqualTo(Verdict.Kind.GROWING);
    assertThat(verdict.notes())
        .anyMatch(note -> note.startsWith("the rollout stopped at 1% of 3000 requests per second"));
    assertThat(verdict.requestsPerSecond()).isLessThan(40);
  }

  @Test
  void aSoakLastsAsLongAsItsBudgetAllows() throws RunImpossible, InterruptedException {
    Conclusion end =
        run(
            "none",
            Map.of("stages", "soak,none", "at-rate", "300/s", "budget", "40s", "concurrency", "4"));
    List<Tick> floors =
        end.record().orElseThrow().ticksOf("target").stream()
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
            .toList();
    double seconds = (floors.get(floors.size() - 1).nanos() - floors.get(0).nanos()) / 1e9;
    assertThat(seconds).isGreaterThan(34);
    assertThat(DirectRun.of(end, "target").verdict().kind()).isNotEqualTo(Verdict.Kind.LEAK);
  }

  @Test
  void aBudgetOfRequestsIsNeverExceededAndEndsWithAVerdict()
      throws RunImpossible, InterruptedException {
    Conclusion end = run("none", Map.of("requests", "700", "budget", "2m", "concurrency", "4"));
    TargetVerdict verdict = DirectRun.of(end, "target");
    assertThat(verdict.requests()).isBetween(400L, 700L);
    assertThat(verdict.verdict().kind()).isNotIn(Verdict.Kind.LEAK, Verdict.Kind.PLATEAU);
    assertThat(verdict.notes())
        .anyMatch(note -> note.startsWith("the budget of 700 requests ended"));
  }
}
