package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.it.WireServer.Farewell;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.TargetVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections that a target takes leave of in the middle of load, by GOAWAY of HTTP/2 in all its
 * forms, and connection pools that it kills as a whole: the count stays that of the target, and
 * nothing is ever sent twice.
 */
final class LostConnectionsTest {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "budget", "60s",
          "concurrency", "4",
          "stages", "none",
          "sensitivity", "1 KiB",
          "requests", "3000",
          "request.body", "{\"n\":#{index}}");
  private static final Targets TARGETS = new Targets();

  @TempDir private Path folder;

  /** How one server's arm ended. */
  private record Outcome(
      RequestCounts counts, TargetVerdict verdict, long farewells, long sentAgain) {}

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  private Map<Farewell, Outcome> run(boolean http2, List<Farewell> farewells)
      throws IOException, RunImpossible, InterruptedException {
    TargetProcess memory = TARGETS.catalogue(List.of("-Xmx64m"), "--leak", "none");
    Map<Farewell, WireServer> servers = new EnumMap<>(Farewell.class);
    List<ArmConfig> arms = new ArrayList<>();
    for (Farewell farewell : farewells) {
      WireServer server = WireServer.start(farewell);
      servers.put(farewell, server);
      arms.add(
          Targets.arm(
              farewell.name(),
              server.url(),
              new ProbeSpec.JvmByPid(memory.pid()),
              new ProbeSpec.Http("/stats", Map.of())));
    }
    ArmConfig[] all = arms.toArray(ArmConfig[]::new);
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("request.http", http2 ? "2" : "1");
    try (DirectRun run = DirectRun.start(folder, options, all)) {
      Conclusion end = run.end(Duration.ofMinutes(4));
      Map<Farewell, Outcome> outcomes = new EnumMap<>(Farewell.class);
      servers.forEach(
          (farewell, server) ->
              outcomes.put(
                  farewell,
                  new Outcome(
                      run.arm(farewell.name()).gate().counts(),
                      DirectRun.of(end, farewell.name()),
                      server.farewells(),
                      server.sentAgain())));
      return outcomes;
    } finally {
      for (WireServer server : servers.values()) {
        server.close();
      }
    }
  }

  private static void assertNothingIsLost(Outcome outcome) {
    assertThat(outcome.farewells()).as("connections lost").isGreaterThan(10);
    assertThat(outcome.sentAgain())
        .as("but for the trial, which is the first request")
        .isEqualTo(1);
    assertThat(outcome.verdict().notes())
        .anyMatch(note -> note.startsWith("stats/requestsServed") && note.endsWith("they agree"));
    assertThat(outcome.verdict().verdict().reason()).doesNotContain("disagree");
  }

  @Test
  void whatAGoAwaySaysIsCountedToTheRequestAndWhatItLeavesOpenIsBounded() throws Exception {
    Set<Farewell> answered = EnumSet.of(Farewell.BETWEEN, Farewell.MIDDLE, Farewell.ANNOUNCED);
    Set<Farewell> refused =
        EnumSet.of(Farewell.UNSERVED, Farewell.UNSERVED_ERROR, Farewell.UNSERVED_LINGERING);
    Set<Farewell> all = EnumSet.copyOf(answered);
    all.addAll(refused);
    all.add(Farewell.CUT);
    Map<Farewell, Outcome> outcomes = run(true, List.copyOf(all));
    assertThat(outcomes).hasSize(7);
    outcomes.forEach(
        (farewell, outcome) -> {
          assertNothingIsLost(outcome);
          RequestCounts counts = outcome.counts();
          long notAnswered = answered.contains(farewell) ? 0 : outcome.farewells();
          assertThat(counts.failed() + counts.unknown()).as("%s", farewell).isEqualTo(notAnswered);
          assertThat(counts.failed())
              .as("%s: requests that were certainly not served", farewell)
              .isEqualTo(refused.contains(farewell) ? notAnswered : 0);
        });
  }

  @Test
  void aPoolOfConnectionsThatIsKilledIsCountedWithinBounds() throws Exception {
    Outcome outcome = run(false, List.of(Farewell.POOL_KILLED)).values().iterator().next();
    assertNothingIsLost(outcome);
    // each of four users loses what is in flight, and at most one more on what it takes for open
    assertThat(outcome.counts().unknown()).isBetween(1L, 8 * outcome.farewells());
    assertThat(outcome.verdict().notes())
        .anyMatch(note -> note.contains("of which it cannot know"));
  }
}
