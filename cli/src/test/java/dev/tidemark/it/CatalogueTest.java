package dev.tidemark.it;

import static dev.tidemark.model.Verdict.Kind.CRASHED;
import static dev.tidemark.model.Verdict.Kind.FILLING;
import static dev.tidemark.model.Verdict.Kind.GROWING;
import static dev.tidemark.model.Verdict.Kind.LEAK;
import static dev.tidemark.model.Verdict.Kind.PLATEAU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of growth that are hard to tell apart, as arms of one run. */
final class CatalogueTest {
  private static final Targets TARGETS = new Targets();
  private static final List<String> HEAP = List.of("-Xmx192m");

  /** Draws other cases when it is changed. */
  private static final long SEED = Long.getLong("tidemark.catalogue.seed", 1);

  /** Entries, one for each request. */
  private static final int LARGE = 100_000;

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
            Targets.arm("small cache", TARGETS.catalogue(HEAP, lru(1_500))),
            Targets.arm("large cache", TARGETS.catalogue(HEAP, lru(LARGE))),
            Targets.arm(
                "random",
                TARGETS.catalogue(
                    HEAP, "--leak", "random-size", "--seed", "1", "--scale", "0.2")))) {
      end = run.end(Duration.ofMinutes(3));
    }
  }

  private static String[] lru(int capacity) {
    return new String[] {"--leak", "late-lru", "--capacity", String.valueOf(capacity)};
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  /** Nothing that only looks like a leak is called one, and no leak is called flat. */
  @Test
  void ofCasesDrawnFromTheCatalogueNoneIsJudgedWrongly() throws Exception {
    List<DrawnCase> drawn = DrawnCase.draw(Targets.folder(), SEED, 3, 2);
    Map<String, String> options =
        Map.of("cache-allowance", "4 MiB", "budget", "80s", "concurrency", "4");
    ArmConfig[] arms = new ArmConfig[drawn.size()];
    for (int i = 0; i < arms.length; i++) {
      String name = drawn.get(i).name();
      arms[i] = Targets.arm(name, TARGETS.catalogue(List.of("-Xmx256m"), "--leak", name));
    }
    Conclusion drawnEnd;
    try (DirectRun run = DirectRun.start(folder.resolve("drawn"), options, arms)) {
      drawnEnd = run.end(Duration.ofMinutes(5));
    }
    SoftAssertions soft = new SoftAssertions();
    for (DrawnCase one : drawn) {
      TargetVerdict target = DirectRun.of(drawnEnd, one.name());
      System.out.println(one.name() + ": " + target.verdict().kind() + " " + target.suspects());
      soft.assertThat(target.verdict().kind())
          .as("%s: %s", one.name(), target.verdict())
          .isNotIn(one.leak() ? List.of(PLATEAU, FILLING) : List.of(LEAK, CRASHED));
      if (one.leak() && one.steep()) {
        soft.assertThat(target.verdict().kind()).as(one.name()).isIn(LEAK, CRASHED);
      }
    }
    soft.assertAll();
  }

  @Test
  void aCacheThatFillsBelowTheAllowanceIsNoLeak() {
    TargetVerdict verdict = DirectRun.of(end, "small cache");
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isNotEqualTo(LEAK);
  }

  /** It publishes its bound; where rounds are so large that it is full, it is flat in truth. */
  @Test
  void aCacheThatFillsBeyondTheAllowanceIsNotFlatUntilItIsFull() {
    TargetVerdict verdict = DirectRun.of(end, "large cache");
    boolean full = verdict.requests() >= LARGE;
    assertThat(verdict.verdict().kind())
        .as("after %,d requests: %s", verdict.requests(), verdict.verdict())
        .isIn(full ? List.of(LEAK, GROWING, FILLING, PLATEAU) : List.of(LEAK, GROWING, FILLING));
  }

  /** 10 KB and an exponential of mean 25 KB, cut at 100 KB: 34.3 KB, of which a fifth is kept. */
  @Test
  void aLeakOfRandomSizeIsFoundAndItsMeanLiesInTheInterval() {
    TargetVerdict verdict = DirectRun.of(end, "random");
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(LEAK);
    SlopeEstimate slope = verdict.primary().orElseThrow().slope().orElseThrow();
    assertThat(slope.perRequest()).isBetween(5_500.0, 8_200.0);
    assertThat(verdict.suspects()).extracting(Suspect::name).contains("byte[]");
  }
}
