package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.diagnosis.hprof.HeapDumps;
import dev.tidemark.diagnosis.hprof.HeapFindings;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a leaking process to the class that grows, the field that holds it, and where it is made.
 */
final class WhoHoldsItTest {
  @TempDir private Path folder;

  private TargetVerdict verdict(String leak, Map<String, String> more)
      throws RunImpossible, InterruptedException {
    Map<String, String> options = new HashMap<>(more);
    options.putAll(
        Map.of(
            "cache-allowance", "256 KiB", "budget", "60s", "concurrency", "4", "stages", "none"));
    try (Targets targets = new Targets();
        DirectRun run =
            DirectRun.start(
                folder,
                options,
                Targets.arm("target", targets.catalogue(List.of("-Xmx256m"), "--leak", leak)))) {
      Conclusion end = run.end(Duration.ofMinutes(3));
      TargetVerdict verdict = DirectRun.of(end, "target");
      assertThat(verdict.verdict().kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
      return verdict;
    }
  }

  /** Bytes in a map: no class of the application grows, and yet its field and method are named. */
  @Test
  void theFlightRecorderNamesTheFieldThatHoldsAndTheMethodThatMakes()
      throws RunImpossible, InterruptedException {
    TargetVerdict verdict = verdict("content-cache", Map.of());
    assertThat(verdict.suspects().subList(0, 3))
        .as("%s", verdict.suspects())
        .anyMatch(one -> one.kind().equals("holder") && one.name().contains("ContentCache.answers"))
        .anyMatch(one -> one.kind().equals("site") && one.name().contains("ContentCache"));
  }

  @Test
  void aHeapDumpNamesTheFieldThatHoldsAndIsKeptAsAskedForItsOwnerAlone()
      throws RunImpossible, InterruptedException, IOException {
    TargetVerdict verdict = verdict("key-without-equals", Map.of("heap-dump", "redacted"));
    assertThat(verdict.suspects().get(0).name()).endsWith("TenantKey");
    assertThat(verdict.suspects().get(1).kind()).isEqualTo("holder");
    assertThat(verdict.suspects().get(1).name()).contains("KeyWithoutEquals.", "Map)");
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> dumps = files.filter(file -> file.toString().contains(".hprof")).toList();
      assertThat(dumps).singleElement().asString().endsWith("evidence/target-heap.hprof.gz");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dumps.get(0))))
          .isEqualTo("rw-------");
      HeapDumps again = new HeapDumps();
      again.read(dumps.get(0));
      assertThat(again.findings().holders())
          .extracting(HeapFindings.Holding::field)
          .anyMatch(field -> field.contains("KeyWithoutEquals"));
    }
    assertThat(verdict.notes()).anyMatch(note -> note.contains("kept, without the contents"));
  }
}
