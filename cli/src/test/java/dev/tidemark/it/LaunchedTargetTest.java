package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets that the run starts itself, each dying in its own way, as arms of one run. */
final class LaunchedTargetTest {
  private static final Map<String, String> OPTIONS = Map.of("budget", "60s", "concurrency", "2");

  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    List<ArmConfig> arms = new ArrayList<>();
    arms.add(arm("exits", "exit", "700"));
    arms.add(arm("crashes", "crash", "700"));
    arms.add(arm("runs out", "oom-said", "300"));
    arms.add(arm("answers", "oom", "300"));
    arms.add(arm("soft", "soft", "10000"));
    try (DirectRun run = DirectRun.start(folder, OPTIONS, arms.toArray(ArmConfig[]::new))) {
      end = run.end(Duration.ofMinutes(4));
    }
  }

  private static ArmConfig arm(String name, String... deed) throws IOException {
    return Leaking.launched(
        name,
        List.of(
            "-Xmx64m",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("hs_err_pid%p.log")),
        deed);
  }

  @ParameterizedTest
  @CsvSource({
    "exits, exit code 7",
    "crashes, '; SIGSEGV'",
    "runs out, 'it said OutOfMemoryError: Java heap space, and its process lives on'",
    "answers, 'it answered OutOfMemoryError: Java heap space, and its process lives on'"
  })
  void aDeathIsToldWithItsCause(String arm, String words) {
    TargetVerdict verdict = DirectRun.of(end, arm);
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.CRASHED);
    assertThat(verdict.verdict().reason()).contains(words).doesNotContain("\n");
  }

  @Test
  void whatOnlySoftReferencesHoldNeverGrows() {
    TargetVerdict verdict = DirectRun.of(end, "soft");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.PLATEAU);
  }

  @Test
  void noneIsLeftBehind() {
    assertThat(
            ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString())))
        .isEmpty();
  }
}
