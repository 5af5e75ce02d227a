package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
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

/** Kinds of growth that are hard to tell apart, as arms of one run. */
final class CatalogueTest {
  private static final Targets TARGETS = new Targets();
  private static final List<String> HEAP = List.of("-Xmx192m");

  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException {
    Map<String, String> options =
        Map.of("cache-allowance", "4 MiB", "budget", "100s", "concurrency", "4");
    try (DirectRun run =
        DirectRun.start(
            folder,
            options,
            Targets.arm("small cache", TARGETS.catalogue(HEAP, lru("1500"))),
            Targets.arm("large cache", TARGETS.catalogue(HEAP, lru("100000"))),
            Targets.arm(
                "random",
                TARGETS.catalogue(
                    HEAP, "--leak", "random-size", "--seed", "1", "--scale", "0.2")))) {
      end = run.end(Duration.ofMinutes(3));
    }
  }

  private static String[] lru(String capacity) {
    return new String[] {"--leak", "late-lru", "--capacity", capacity};
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  @Test
  void aCacheThatFillsBelowTheAllowanceIsNoLeak() {
    TargetVerdict verdict = DirectRun.of(end, "small cache");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isNotEqualTo(Verdict.Kind.LEAK);
  }

  @Test
  void aCacheThatFillsBeyondTheAllowanceIsNeverFlat() {
    TargetVerdict verdict = DirectRun.of(end, "large cache");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isIn(Verdict.Kind.LEAK, Verdict.Kind.GROWING);
  }

  /** 10 KB and an exponential of mean 25 KB, cut at 100 KB: 34.3 KB, of which a fifth is kept. */
  @Test
  void aLeakOfRandomSizeIsFoundAndItsMeanLiesInTheInterval() {
    TargetVerdict verdict = DirectRun.of(end, "random");
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Verdict.Kind.LEAK);
    SlopeEstimate slope = verdict.primary().orElseThrow().slope().orElseThrow();
    assertThat(slope.perRequest()).isBetween(5_500.0, 8_200.0);
    assertThat(verdict.suspects()).extracting(Suspect::name).contains("byte[]");
  }
}
