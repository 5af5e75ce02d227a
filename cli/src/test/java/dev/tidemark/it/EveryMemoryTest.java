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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaks beside the heap, each its own arm of one run, and targets that only look like one. */
final class EveryMemoryTest {
  private static final List<String> HEAP = List.of("-Xmx128m", "-XX:+UseG1GC");
  private static final List<Leaking> STARTED = new ArrayList<>();

  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    List<ArmConfig> arms = new ArrayList<>();
    arms.add(start("native", "native", "86016"));
    arms.add(start("metaspace", "metaspace"));
    arms.add(start("flat", "none"));
    arms.add(start("churn", "churn", "16384"));
    Map<String, String> options = Map.of("budget", "150s", "concurrency", "4", "stages", "none");
    try (DirectRun run = DirectRun.start(folder, options, arms.toArray(ArmConfig[]::new))) {
      end = run.end(Duration.ofMinutes(4));
    }
  }

  private static ArmConfig start(String name, String... deed) throws IOException {
    Leaking leaking = Leaking.start(HEAP, deed);
    STARTED.add(leaking);
    return leaking.arm(name);
  }

  @AfterAll
  static void stop() {
    STARTED.forEach(Leaking::close);
  }

  @ParameterizedTest
  @CsvSource({
    "native, RSS \\+.* per request: native; process.memory.native: grows .*",
    "metaspace, (loaded classes|metaspace) \\+.* per request; .*"
  })
  void aLeakBesideTheHeapIsConvictedAndNamed(String arm, String words) {
    Verdict verdict = DirectRun.of(end, arm).verdict();
    assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
    if (arm.equals("native")) {
      assertThat(verdict.reason()).matches("heap flat( so far)?, " + words);
    }
  }

  @ParameterizedTest
  @CsvSource({"flat", "churn"})
  void whatHoldsNothingIsFlat(String arm) {
    TargetVerdict verdict = DirectRun.of(end, arm);
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.PLATEAU);
  }

  @Test
  void everySeriesHasAVerdictOfItsOwn() {
    assertThat(DirectRun.of(end, "flat").series())
        .extracting(dev.tidemark.model.SeriesVerdict::name)
        .contains(
            "jvm.memory.live",
            "jvm.memory.used_after_last_gc",
            "jvm.memory.used.g1_old_gen",
            "jvm.memory.metaspace",
            "jvm.memory.code_cache",
            "jvm.buffer.memory.used",
            "jvm.buffer.memory.used.mapped",
            "jvm.class.count",
            "jvm.thread.count",
            "process.unix.file_descriptor.count",
            "process.socket.count",
            "process.memory.usage",
            "process.memory.pss",
            "process.memory.native");
  }
}
