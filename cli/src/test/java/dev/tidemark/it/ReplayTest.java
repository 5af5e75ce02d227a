package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded traffic, faults and all, sent to the leaky proxy and to the fixed one. */
final class ReplayTest {
  private static final Targets TARGETS = new Targets();
  private static final int RECORDED = 600;
  private static final String SECRET = "Bearer sk-recorded-secret";

  private static TargetProcess leaky;
  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException, IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("traffic.jsonl"))) {
      Instant at = Instant.parse("2026-11-20T10:00:00Z");
      for (int i = 0; i < RECORDED; i++) {
        at = at.plusMillis(10);
        String prompt = i == 40 ? "z".repeat(10 << 20) : "question " + i;
        String time = i == 17 ? "" : "\"timestamp\":\"" + at + "\",";
        out.write(
            "{"
                + time
                + "\"method\":\"POST\",\"path\":\"/api/chat\",\"headers\":{\"Content-Type\":"
                + "\"application/json\",\"Authorization\":\""
                + SECRET
                + "\"},\"body\":{\"prompt\":\""
                + prompt
                + "\",\"max_tokens\":3000}}\n");
        if (i == 30) {
          out.write("{\"timestamp\": broken\n");
        }
      }
    }
    Files.writeString(folder.resolve("tidemark.yaml"), "replay: {file: traffic.jsonl, speed: 20}");
    leaky = TARGETS.proxy(List.of("-Xmx192m"), "--mode", "leaky");
    TargetProcess fixed = TARGETS.proxy(List.of("-Xmx192m"), "--mode", "fixed");
    Map<String, String> options = Map.of("cache-allowance", "2 MiB", "budget", "45s");
    try (DirectRun run =
        DirectRun.start(
            folder, options, Targets.arm("leaky", leaky), Targets.arm("fixed", fixed))) {
      end = run.end(Duration.ofMinutes(2));
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  @Test
  void theLeakShowsUnderRecordedTraffic() {
    TargetVerdict verdict = DirectRun.of(end, "leaky");
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(DirectRun.of(end, "fixed").verdict().kind())
        .as("%s", DirectRun.of(end, "fixed").verdict())
        .isNotIn(Verdict.Kind.LEAK, Verdict.Kind.CRASHED);
  }

  @Test
  void whatWasWrongWithTheRecordingStandsInTheNotes() {
    assertThat(DirectRun.of(end, "leaky").notes())
        .anyMatch(note -> note.contains("1 lines of the recording are left out: line 32 is not"))
        .anyMatch(note -> note.contains("1 recorded requests have no timestamp"));
  }

  @Test
  void everyRecordedRequestThatWasCountedWasServed() throws IOException {
    long served =
        new JsonMapper()
            .readTree(URI.create(Targets.url(leaky) + "/health").toURL())
            .path("requestsServed")
            .asLong();
    assertThat(served).isEqualTo(DirectRun.of(end, "leaky").requests() + 1);
  }

  @Test
  void noRecordedSecretIsLeftBehind() throws IOException {
    try (var files = Files.walk(end.folder().orElseThrow().path())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain("sk-recorded");
      }
    }
  }
}
