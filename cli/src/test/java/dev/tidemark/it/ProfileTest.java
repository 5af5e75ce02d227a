package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Suspect;
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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From a leaking process to the method that takes the memory, by a profiler inside it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "async-profiler is attached on Linux alone")
final class ProfileTest {
  @TempDir private Path folder;

  private TargetVerdict verdict(String leak, Map<String, String> more, String... jvm)
      throws RunImpossible, InterruptedException {
    Map<String, String> options = new HashMap<>(more);
    options.putAll(
        Map.of(
            "profile", "true", "concurrency", "4", "stages", "none", "cache-allowance", "64 KiB"));
    try (Targets targets = new Targets();
        DirectRun run =
            DirectRun.start(
                folder,
                options,
                Targets.arm("target", targets.catalogue(List.of(jvm), "--leak", leak)))) {
      Conclusion end = run.end(Duration.ofMinutes(3));
      return DirectRun.of(end, "target");
    }
  }

  @Test
  void theMethodThatTakesRawMemoryIsNamed() throws Exception {
    TargetVerdict verdict = verdict("raw-memory", Map.of("budget", "8s"), "-Xmx256m");
    assertThat(verdict.suspects()).as("%s", verdict).isNotEmpty();
    Suspect first = verdict.suspects().get(0);
    assertThat(first.kind()).isEqualTo("site");
    assertThat(first.name()).contains("RawMemory.take:");
    assertThat(first.exact()).isTrue();
    assertThat(first.perRequest()).isEqualTo(1);
    assertThat(first.bytesPerRequest()).isEqualTo(4_096);
    onlyForTheOwner("target-native.folded", "RawMemory.take");
  }

  @Test
  void theMethodThatKeepsDeflatersIsNamedForItsNativeMemory() throws Exception {
    TargetVerdict verdict = verdict("deflater", Map.of("budget", "20s"), "-Xmx256m");
    assertThat(verdict.suspects().stream().limit(2))
        .as("%s", verdict)
        .anyMatch(
            one ->
                one.kind().equals("site")
                    && one.name().contains("Deflaters.onRequest:")
                    && one.bytesPerRequest() > 60_000);
    onlyForTheOwner("target-heap.folded", "java.util.zip.Deflater");
  }

  @Test
  void theMethodThatMakesSmallObjectsIsNamed() throws Exception {
    TargetVerdict verdict =
        verdict("16b", Map.of("budget", "100s", "sensitivity", "16 B"), "-Xmx256m");
    assertThat(verdict.suspects().stream().limit(3))
        .as("%s", verdict)
        .anyMatch(one -> one.kind().equals("class") && one.name().endsWith("SixteenBytes"))
        .anyMatch(one -> one.kind().equals("site") && one.name().contains("SixteenByteLeak."));
    onlyForTheOwner("target-heap.folded", "SixteenByteLeak.onRequest");
  }

  @Test
  void whatCannotBeProfiledIsANoteAndTheVerdictStands() throws Exception {
    TargetVerdict verdict =
        verdict(
            "content-cache", Map.of("budget", "20s"), "-Xmx256m", "-XX:-EnableDynamicAgentLoading");
    assertThat(verdict.verdict().kind()).as("%s", verdict).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.notes())
        .anyMatch(
            note -> note.startsWith("it was not profiled:") && note.contains("start it without"));
    assertThat(verdict.suspects()).isNotEmpty();
  }

  /** No probe names the JVM of a target that the run starts. */
  @Test
  void aTargetThatTheRunStartedIsLookedIntoToo() throws Exception {
    Map<String, String> options =
        Map.of(
            "profile",
            "true",
            "concurrency",
            "4",
            "stages",
            "none",
            "budget",
            "20s",
            "cache-allowance",
            "64 KiB");
    try (DirectRun run =
        DirectRun.start(
            folder, options, Leaking.launched("target", List.of("-Xmx256m"), "deflater"))) {
      TargetVerdict verdict = DirectRun.of(run.end(Duration.ofMinutes(3)), "target");
      assertThat(verdict.suspects())
          .as("%s", verdict)
          .anyMatch(
              one ->
                  one.kind().equals("site")
                      && one.name().contains("LeakingServer.")
                      && one.evidence().contains("native memory"))
          .anyMatch(
              one -> one.kind().equals("holder") && one.name().contains("LeakingServer.KEPT"));
    }
  }

  private void onlyForTheOwner(String name, String content) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path file =
          files.filter(one -> one.endsWith(Path.of("evidence", name))).findFirst().orElseThrow();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(file).content().contains(content);
    }
  }
}
