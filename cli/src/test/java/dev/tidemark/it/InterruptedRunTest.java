package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.TargetVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that somebody ends early. */
final class InterruptedRunTest {
  private final Targets targets = new Targets();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    targets.close();
  }

  @Test
  void endsWithAVerdictOnWhatWasSeen() throws RunImpossible, InterruptedException {
    TargetProcess leaky = targets.proxy(List.of("-Xmx512m"), "--mode", "leaky");
    Map<String, String> options = Map.of("cache-allowance", "400 MiB", "budget", "2m");
    try (DirectRun run = DirectRun.start(folder, options, Targets.arm("candidate", leaky))) {
      run.awaitRequests("candidate", 220);
      run.interrupt();
      Conclusion end = run.end(Duration.ofSeconds(20));
      TargetVerdict verdict = DirectRun.of(end, "candidate");
      assertThat(end.folder()).isPresent();
      assertThat(verdict.requests()).isGreaterThanOrEqualTo(200);
      assertThat(verdict.lastFloor()).isPresent();
      assertThat(verdict.notes()).anyMatch(note -> note.contains("interrupted"));
      assertThat(run.arm("candidate").gate().over()).isTrue();
    }
  }
}
