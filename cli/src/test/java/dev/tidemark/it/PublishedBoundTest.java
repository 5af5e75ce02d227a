package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches whose targets publish how full they are, and may be: one that a run can fill, one not. */
final class PublishedBoundTest {
  private static final Targets TARGETS = new Targets();

  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException {
    Map<String, String> options =
        Map.of("cache-allowance", "16 MiB", "budget", "100s", "concurrency", "4", "stages", "none");
    try (DirectRun run =
        DirectRun.start(
            folder,
            options,
            Targets.arm(
                "small",
                TARGETS.catalogue(List.of("-Xmx256m"), "--leak", "late-lru", "--capacity", "9000")),
            Targets.arm(
                "vast",
                TARGETS.catalogue(
                    List.of("-Xmx8g"), "--leak", "late-lru", "--capacity", "5000000")))) {
      end = run.end(Duration.ofMinutes(3));
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  @Test
  void aBoundWithinReachIsReachedAndWhatFollowsIsFlat() {
    Verdict verdict = DirectRun.of(end, "small").verdict();
    assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.PLATEAU);
  }

  @Test
  void aBoundOutOfReachIsFillingAndSaysHowFarItIs() {
    Verdict verdict = DirectRun.of(end, "vast").verdict();
    assertThat(verdict).isInstanceOf(Verdict.Filling.class);
    long ended = DirectRun.of(end, "vast").requests();
    assertThat(((Verdict.Filling) verdict).requestsToFull())
        .isBetween(5_000_000 - 2 * ended, 5_000_000L);
    assertThat(verdict.reason()).contains("stats/cacheEntries");
  }
}
