package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.TargetVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A proxy that leaks under a serial collector, driven at a constant rate until its memory is nearly
 * full, beside one that does not leak: whether the first is said to have become slow, and the
 * second is not. Times depend on the machine, so this is no test of every build.
 */
@EnabledIfSystemProperty(named = "tidemark.proof", matches = "latency")
final class LatencyProofTest {
  @Test
  void whatFillsItsMemoryIsSaidToBecomeSlow(@TempDir Path folder)
      throws IOException, RunImpossible, InterruptedException {
    Path out = Path.of(System.getProperty("tidemark.proof.out", "target/latency.log"));
    List<String> heap = List.of("-Xmx64m", "-XX:+UseSerialGC");
    Map<String, String> options =
        Map.of(
            "budget", "120s",
            "stages", "soak",
            "at-rate", "60/s",
            "concurrency", "8",
            "request.response-lengths", "3500",
            "cache-allowance", "2 GiB");
    try (Targets targets = new Targets();
        DirectRun run =
            DirectRun.start(
                folder,
                options,
                Targets.arm("leaky", targets.proxy(heap, "--mode", "leaky")),
                Targets.arm("fixed", targets.proxy(heap, "--mode", "fixed")))) {
      Conclusion end = run.end(Duration.ofMinutes(8));
      for (String arm : List.of("leaky", "fixed")) {
        TargetVerdict verdict = DirectRun.of(end, arm);
        Files.writeString(
            out,
            arm + ": " + verdict.verdict().name() + "; " + verdict.notes() + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      assertThat(DirectRun.of(end, "leaky").notes()).anyMatch(note -> note.startsWith("p99 was"));
      assertThat(DirectRun.of(end, "fixed").notes()).noneMatch(note -> note.startsWith("p99 was"));
    }
  }
}
