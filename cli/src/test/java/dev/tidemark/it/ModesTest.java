package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Finding;
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

/** Targets that leak on aborted or on refused requests alone, and their clean twins. */
final class ModesTest {
  private static final Targets TARGETS = new Targets();
  private static final List<String> HEAP = List.of("-Xmx192m");

  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException {
    Map<String, String> options =
        Map.of("cache-allowance", "2 MiB", "budget", "150s", "concurrency", "4", "stream", "true");
    try (DirectRun run =
        DirectRun.start(
            folder,
            options,
            Targets.arm("abort", TARGETS.catalogue(HEAP, "--leak", "abort")),
            Targets.arm("abort-clean", TARGETS.catalogue(HEAP, "--leak", "abort-clean")),
            Targets.arm("error", TARGETS.catalogue(HEAP, "--leak", "error-body")),
            Targets.arm("error-clean", TARGETS.catalogue(HEAP, "--leak", "error-body-clean")))) {
      end = run.end(Duration.ofMinutes(6));
    }
  }

  @Test
  void aLeakOfAbortedRequestsIsConvictedAndTheOtherModesAreCleared() {
    TargetVerdict verdict = DirectRun.of(end, "abort");
    assertThat(verdict.verdict().kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.verdict().reason())
        .contains("with every aborted request")
        .contains("failed: flat")
        .contains("completed: flat");
    assertThat(Figures.byMode(verdict, "aborted").perRequest()).isBetween(32_800.0, 33_400.0);
    assertThat(Figures.byMode(verdict, "failed").interval().high()).isLessThan(200);
    assertThat(verdict.suspects().get(0).name()).endsWith("JoinedStream");
    assertThat(verdict.suspects().get(0).evidence()).contains("per aborted request");
  }

  @Test
  void aLeakOfRefusedBodiesIsConvictedAndTheOtherModesAreCleared() {
    TargetVerdict verdict = DirectRun.of(end, "error");
    assertThat(verdict.verdict().kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.verdict().reason())
        .contains("with every failed request")
        .contains("aborted: flat")
        .contains("completed: flat");
    assertThat(Figures.byMode(verdict, "failed").perRequest()).isBetween(2_050.0, 2_100.0);
    assertThat(Figures.byMode(verdict, "aborted").interval().high()).isLessThan(200);
    assertThat(verdict.suspects().get(0).name()).endsWith("RefusedBody");
  }

  @Test
  void theCleanTwinsAreConvictedInNoMode() {
    for (String twin : List.of("abort-clean", "error-clean")) {
      TargetVerdict verdict = DirectRun.of(end, twin);
      assertThat(verdict.verdict().kind()).as("%s", verdict).isEqualTo(Verdict.Kind.PLATEAU);
      assertThat(verdict.findings())
          .extracting(Finding::outcome)
          .doesNotContain(Finding.Outcome.GROWS, Finding.Outcome.GROWS_LESS);
    }
  }

  @Test
  void whatTheTargetsServedIsWhatWasSent() {
    for (TargetVerdict verdict : end.verdict().targets()) {
      assertThat(verdict.notes())
          .as(verdict.name())
          .anyMatch(note -> note.startsWith("stats/requestsServed") && note.endsWith("they agree"))
          .noneMatch(note -> note.contains("requests failed"));
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }
}
