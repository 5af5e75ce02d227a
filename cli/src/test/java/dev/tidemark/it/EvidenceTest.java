package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Growth that rounds alone cannot explain, told apart by stages, as arms of one run. */
final class EvidenceTest {
  private static final Targets TARGETS = new Targets();
  private static final List<String> HEAP = List.of("-Xmx256m");

  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException {
    Map<String, String> options =
        Map.of(
            "cache-allowance", "1 MiB",
            "budget", "60s",
            "concurrency", "4",
            "stages", "idle,same-keys,sequential");
    try (DirectRun run =
        DirectRun.start(
            folder,
            options,
            Targets.arm("time", TARGETS.catalogue(HEAP, "--leak", "time")),
            Targets.arm("content", TARGETS.catalogue(HEAP, "--leak", "content-cache")),
            Targets.arm("errors", TARGETS.catalogue(HEAP, "--leak", "errors-only")))) {
      end = run.end(Duration.ofMinutes(3));
    }
    for (TargetVerdict target : end.verdict().targets()) {
      System.out.println(target.name() + " " + target.verdict());
      target.findings().forEach(System.out::println);
      System.out.println(target.primary().map(SeriesVerdict::rates).orElse(Rates.NONE));
      System.out.println(target.notes());
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  @Test
  void growthWithoutTrafficIsSaidToBeDrivenByTime() {
    Verdict verdict = DirectRun.of(end, "time").verdict();
    assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.reason()).contains("time drives it, not requests");
  }
}
