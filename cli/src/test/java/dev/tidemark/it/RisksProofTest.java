package dev.tidemark.it;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.TargetVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the verdict says about leaks that are hard to judge; {@code scripts/proof-risks} runs it.
 */
@EnabledIfSystemProperty(named = "tidemark.proof", matches = "risks")
final class RisksProofTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "16b, 100 B, 4 MiB, 16, --leak 16b",
    "16b, 100 B, 0, 16, --leak 16b",
    "16b, 10 B, 0, 16, --leak 16b",
    "late-lru 3000 x 1 KiB, 100 B, 4 MiB, 0 once full, --leak late-lru --capacity 3000",
    "late-lru 3000 x 1 KiB, 100 B, 0, 0 once full, --leak late-lru --capacity 3000",
    "late-lru 30000 x 1 KiB, 100 B, 64 MiB, 0 once full, --leak late-lru --capacity 30000",
    "random-size, 100 B, 4 MiB, 34333, --leak random-size --seed 1",
    "random-size x 0.1, 100 B, 4 MiB, 3433, --leak random-size --seed 1 --scale 0.1",
    "random-size x 0.01, 100 B, 0, 343, --leak random-size --seed 1 --scale 0.01",
    "none, 100 B, 4 MiB, 0, --leak none",
    "none, 100 B, 0, 0, --leak none"
  })
  void measured(String name, String sensitivity, String allowance, String truth, String options)
      throws Exception {
    try (Targets targets = new Targets()) {
      TargetProcess target = targets.catalogue(List.of("-Xmx256m"), options.split(" ", -1));
      Map<String, String> settings =
          Map.of("sensitivity", sensitivity, "cache-allowance", allowance, "budget", "3m");
      try (DirectRun run = DirectRun.start(folder, settings, Targets.arm("candidate", target))) {
        Conclusion end = run.end(Duration.ofMinutes(4));
        TargetVerdict verdict = DirectRun.of(end, "candidate");
        String label = name + " | " + sensitivity + " | " + allowance + " | " + truth;
        Figures.publish(Figures.row(label, verdict) + " " + verdict.verdict().reason() + " |");
      }
    }
  }
}
