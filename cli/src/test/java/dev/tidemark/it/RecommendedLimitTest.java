package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that does not leak, and holds whole answers of up to a megabyte in flight, is run again
 * under the limit that its first run recommends.
 */
final class RecommendedLimitTest {
  private static final Map<String, String> OPTIONS =
      Map.of("cache-allowance", "4 MiB", "sensitivity", "4 KiB");

  private final Targets targets = new Targets();

  @TempDir private Path first;
  @TempDir private Path second;

  @AfterEach
  void stop() {
    targets.close();
  }

  @Test
  void whatIsRecommendedIsEnough() throws RunImpossible, InterruptedException {
    TargetVerdict roomy = run(first, "-Xmx256m", "2m");
    assertThat(roomy.verdict().kind()).as("%s", roomy.verdict()).isEqualTo(Verdict.Kind.PLATEAU);
    ByteSize enough = roomy.sizing().recommended().orElseThrow().size();
    assertThat(enough).isLessThan(ByteSize.ofMebibytes(128));

    TargetVerdict tight = run(second, "-Xmx" + enough.bytes(), "8s");
    assertThat(tight.verdict().kind()).as("%s", tight.verdict()).isNotEqualTo(Verdict.Kind.CRASHED);
    assertThat(tight.requests()).isGreaterThan(100);
    assertThat(tight.notes()).noneMatch(note -> note.contains("requests failed"));
  }

  private TargetVerdict run(Path folder, String heap, String budget)
      throws RunImpossible, InterruptedException {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("budget", budget);
    TargetProcess target = targets.proxy(List.of(heap), "--mode", "leaky", "--faults", "buffer");
    try (DirectRun run = DirectRun.start(folder, options, Targets.arm("service", target))) {
      Conclusion end = run.end(Duration.ofMinutes(3));
      return DirectRun.of(end, "service");
    }
  }
}
