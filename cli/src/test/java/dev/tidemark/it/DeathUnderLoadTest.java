package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that die, or run out of memory, while they serve. */
final class DeathUnderLoadTest {
  private static final Map<String, String> NO_LEAK_IN_TIME =
      Map.of("cache-allowance", "400 MiB", "budget", "2m");

  private final Targets targets = new Targets();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    targets.close();
  }

  @Test
  void aKilledTargetHasCrashedAndItsGrowthUpToThenIsReported()
      throws RunImpossible, InterruptedException {
    TargetProcess early = targets.proxy(List.of("-Xmx512m"), "--mode", "leaky");
    TargetProcess late = targets.proxy(List.of("-Xmx512m"), "--mode", "leaky");
    try (DirectRun run =
        DirectRun.start(
            folder, NO_LEAK_IN_TIME, Targets.arm("early", early), Targets.arm("late", late))) {
      run.awaitRequests("early", 50);
      early.process().destroyForcibly();
      run.awaitRequests("late", 290);
      late.process().destroyForcibly();
      Conclusion end = run.end(Duration.ofMinutes(2));

      TargetVerdict soon = DirectRun.of(end, "early");
      assertThat(soon.verdict().kind()).as("%s", soon.verdict()).isEqualTo(Verdict.Kind.CRASHED);
      assertThat(soon.lastFloor()).isPresent();

      TargetVerdict then = DirectRun.of(end, "late");
      assertThat(then.verdict().kind()).as("%s", then.verdict()).isEqualTo(Verdict.Kind.CRASHED);
      assertThat(then.verdict().reason()).contains("died in round", "the last floor was");
      assertThat(then.lastFloor()).isPresent();
      assertThat(then.requestsToLimit()).isPresent();
      assertThat(then.secondsToLimit()).isPresent();
      assertThat(end.verdict().exit()).isEqualTo(1);
    }
  }

  @Test
  void aTargetThatEndsAtItsFirstOutOfMemoryErrorHasCrashed()
      throws RunImpossible, InterruptedException {
    Conclusion end = withTooSmallAHeap("-XX:+ExitOnOutOfMemoryError");

    assertThat(DirectRun.of(end, "small").verdict().kind()).isEqualTo(Verdict.Kind.CRASHED);
    assertThat(end.verdict().exit()).isEqualTo(1);
  }

  /**
   * It may also hang or fail every request for good before its heap is full, since requests in
   * flight fill the rest.
   */
  @Test
  void aTargetThatRunsOutOfMemoryAndLivesOnFailsTheGate()
      throws RunImpossible, InterruptedException {
    Conclusion end = withTooSmallAHeap("-XX:-ExitOnOutOfMemoryError");

    TargetVerdict verdict = DirectRun.of(end, "small");
    assertThat(verdict.verdict().kind()).isIn(Verdict.Kind.CRASHED, Verdict.Kind.INCONCLUSIVE);
    if (verdict.verdict().kind() == Verdict.Kind.INCONCLUSIVE) {
      assertThat(verdict.verdict().reason())
          .containsAnyOf("the target hangs", "25 requests in a row failed");
    }
    assertThat(end.verdict().exit()).isNotZero();
  }

  private Conclusion withTooSmallAHeap(String flag) throws RunImpossible, InterruptedException {
    TargetProcess target = targets.proxy(List.of("-Xmx24m", flag), "--mode", "leaky");
    try (DirectRun run = DirectRun.start(folder, NO_LEAK_IN_TIME, Targets.arm("small", target))) {
      return run.end(Duration.ofMinutes(3));
    }
  }
}
