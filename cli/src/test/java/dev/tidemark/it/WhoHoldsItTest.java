package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a leaking process to the class that grows, the field that holds it, and where it is made.
 */
final class WhoHoldsItTest {
  @TempDir private Path folder;

  @Test
  void aLeakIsNamedByClassHolderAndSite() throws RunImpossible, InterruptedException {
    Map<String, String> options =
        Map.of("cache-allowance", "256 KiB", "budget", "60s", "concurrency", "4", "stages", "none");
    try (Targets targets = new Targets();
        DirectRun run =
            DirectRun.start(
                folder,
                options,
                Targets.arm(
                    "cache", targets.catalogue(List.of("-Xmx256m"), "--leak", "content-cache")))) {
      Conclusion end = run.end(Duration.ofMinutes(3));
      TargetVerdict verdict = DirectRun.of(end, "cache");
      assertThat(verdict.verdict().kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
      List<Suspect> top = verdict.suspects().subList(0, 3);
      assertThat(top)
          .as("%s", verdict.suspects())
          .anyMatch(one -> one.kind().equals("holder") && one.name().contains("ContentCache"))
          .anyMatch(one -> one.kind().equals("site") && one.name().contains("ContentCache"));
    }
  }
}
