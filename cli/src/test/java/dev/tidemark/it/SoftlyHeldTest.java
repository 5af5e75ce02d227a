package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soft cache beside a leak of the same objects. */
final class SoftlyHeldTest {
  @TempDir private Path folder;

  @Test
  void aSoftCacheIsNeverALeakAndAHardOneIs() throws Exception {
    Map<String, String> options =
        Map.of("budget", "25s", "concurrency", "2", "cache-allowance", "1 MiB", "stages", "none");
    List<String> heap = List.of("-Xmx512m");
    try (Leaking soft = Leaking.start(heap, "soft", "10000");
        Leaking hard = Leaking.start(heap, "heap", "10000");
        DirectRun run = DirectRun.start(folder, options, soft.arm("soft"), hard.arm("hard"))) {
      Conclusion end = run.end(Duration.ofMinutes(2));
      TargetVerdict softly = DirectRun.of(end, "soft");
      assertThat(softly.verdict().kind())
          .as("%s", softly.verdict())
          .isEqualTo(Verdict.Kind.INCONCLUSIVE);
      assertThat(softly.verdict().reason())
          .contains("soft references grow as", "-XX:SoftRefLRUPolicyMSPerMB=0", "--launch");
      assertThat(DirectRun.of(end, "hard").verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    }
  }
}
