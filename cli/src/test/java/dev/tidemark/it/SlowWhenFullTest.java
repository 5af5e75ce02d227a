package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers that fill their memory while requests come at a constant rate: one becomes slow when
 * it is nearly full, and the other does not.
 */
@EnabledIfSystemProperty(
    named = "tidemark.slow",
    matches = "true",
    disabledReason = "takes a minute; -Dtidemark.slow=true runs it")
final class SlowWhenFullTest {
  private static final String KEPT = Integer.toString(64 << 10);

  @Test
  void theOneThatBecomesSlowIsSaidToBe(@TempDir Path folder) throws Exception {
    List<String> heap = List.of("-Xmx192m");
    Map<String, String> options =
        Map.of(
            "budget", "100s",
            "stages", "soak",
            "at-rate", "60/s",
            "concurrency", "8",
            "cache-allowance", "2 GiB");
    try (Leaking slow = Leaking.start(heap, "slow-when-full", KEPT);
        Leaking steady = Leaking.start(heap, "heap", KEPT);
        DirectRun run = DirectRun.start(folder, options, slow.arm("slow"), steady.arm("steady"))) {
      Conclusion end = run.end(Duration.ofMinutes(6));
      assertThat(DirectRun.of(end, "slow").notes())
          .anySatisfy(
              note ->
                  assertThat(note)
                      .startsWith("p99 was ")
                      .contains("below 80% of the limit of 192 MiB"));
      assertThat(DirectRun.of(end, "steady").notes()).noneMatch(note -> note.startsWith("p99 was"));
    }
  }
}
