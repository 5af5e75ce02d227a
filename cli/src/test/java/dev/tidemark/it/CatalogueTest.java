package dev.tidemark.it;

import static dev.tidemark.model.Verdict.Kind.CRASHED;
import static dev.tidemark.model.Verdict.Kind.FILLING;
import static dev.tidemark.model.Verdict.Kind.LEAK;
import static dev.tidemark.model.Verdict.Kind.PLATEAU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases drawn from the catalogue, and a leak of random size, as arms of one run. */
final class CatalogueTest {
  private static final String RANDOM = "random";

  /** Draws other cases when it is changed. */
  private static final long SEED = Long.getLong("tidemark.catalogue.seed", 1);

  private static final Targets TARGETS = new Targets();

  private static List<DrawnCase> drawn = List.of();
  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws Exception {
    drawn = DrawnCase.draw(Targets.folder(), SEED, 3, 2);
    Map<String, String> options =
        Map.of("cache-allowance", "4 MiB", "budget", "80s", "concurrency", "4");
    List<ArmConfig> arms = new ArrayList<>();
    for (DrawnCase one : drawn) {
      TargetProcess target = TARGETS.catalogue(List.of("-Xmx256m"), "--leak", one.name());
      arms.add(Targets.arm(one.name(), target));
    }
    TargetProcess random =
        TARGETS.catalogue(
            List.of("-Xmx192m"), "--leak", "random-size", "--seed", "1", "--scale", "0.2");
    arms.add(Targets.arm(RANDOM, random));
    try (DirectRun run = DirectRun.start(folder, options, arms.toArray(ArmConfig[]::new))) {
      end = run.end(Duration.ofMinutes(5));
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  /** Nothing that only looks like a leak is called one, and no leak is called flat. */
  @Test
  void ofCasesDrawnFromTheCatalogueNoneIsJudgedWrongly() {
    SoftAssertions soft = new SoftAssertions();
    for (DrawnCase one : drawn) {
      TargetVerdict target = DirectRun.of(end, one.name());
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

  /** 10 KB and an exponential of mean 25 KB, cut at 100 KB: 34.3 KB, of which a fifth is kept. */
  @Test
  void aLeakOfRandomSizeIsFoundAndItsMeanLiesInTheInterval() {
    TargetVerdict verdict = DirectRun.of(end, RANDOM);
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(LEAK);
    SlopeEstimate slope = verdict.primary().orElseThrow().slope().orElseThrow();
    assertThat(slope.perRequest()).isBetween(5_500.0, 8_200.0);
    assertThat(verdict.suspects()).extracting(Suspect::name).contains("byte[]");
  }
}
