package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
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

/** Every fault of the leaky proxy alone, as arms of one run. */
final class SingleFaultsTest {
  private static final List<String> FAULTS =
      List.of("keep-responses", "request-map", "full-logs", "buffer", "none");
  private static final Targets TARGETS = new Targets();

  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException {
    List<ArmConfig> arms = new ArrayList<>();
    for (String fault : FAULTS) {
      arms.add(Targets.arm(fault, TARGETS.leaky(fault)));
    }
    Map<String, String> options =
        Map.of("cache-allowance", "4 MiB", "budget", "4m", "concurrency", "4", "stages", "none");
    try (DirectRun run = DirectRun.start(folder, options, arms.toArray(ArmConfig[]::new))) {
      end = run.end(Duration.ofMinutes(5));
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  @ParameterizedTest
  @CsvSource({
    "keep-responses, BufferedResponse",
    "request-map, CachedRequest",
    "full-logs, LogEntry"
  })
  void aRetainingFaultIsALeakOfItsOwnClass(String fault, String type) {
    TargetVerdict verdict = DirectRun.of(end, fault);
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Verdict.Kind.LEAK);
    Suspect first = verdict.suspects().get(0);
    assertThat(first.name()).isEqualTo("dev.tidemark.targets.proxy." + type);
    assertThat(first.perRequest()).isEqualTo(1.0);
    assertThat(first.exact()).isTrue();
  }

  @Test
  void holdingAWholeResponseWhileItIsSentIsNoLeakAndCostsMemoryInFlight() {
    TargetVerdict verdict = DirectRun.of(end, "buffer");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict.perInFlight()).isPresent();
    assertThat(verdict.safeInFlight()).isPresent();
  }

  @Test
  void withoutFaultsTheProxyIsFlat() {
    TargetVerdict verdict = DirectRun.of(end, "none");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict.suspects()).isEmpty();
  }
}
