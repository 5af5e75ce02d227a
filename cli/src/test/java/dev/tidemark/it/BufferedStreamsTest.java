package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that writes piece by piece, behind a proxy that passes it on and one that holds it. */
final class BufferedStreamsTest {
  private static final String HELD = "streams arrived all at once";

  @Test
  void aProxyThatHoldsStreamsIsRecognisedAndOneThatPassesThemOnIsNot(@TempDir Path folder)
      throws RunImpossible, InterruptedException {
    Map<String, String> options =
        Map.of(
            "stream", "true",
            "max-tokens", "3000",
            "concurrency", "10",
            "budget", "12s",
            "stages", "none");
    try (Targets targets = new Targets("--pace-ms", "8");
        DirectRun run =
            DirectRun.start(
                folder,
                options,
                Targets.arm(
                    "holds",
                    targets.proxy(List.of("-Xmx256m"), "--mode", "leaky", "--faults", "buffer")),
                Targets.arm("passes", targets.proxy(List.of("-Xmx256m"), "--mode", "fixed")))) {
      Conclusion end = run.end(Duration.ofMinutes(2));
      assertThat(DirectRun.of(end, "holds").notes()).anyMatch(note -> note.contains(HELD));
      assertThat(DirectRun.of(end, "passes").notes()).noneMatch(note -> note.contains(HELD));
    }
  }
}
