package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.reports.VerdictJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two proxies with two routes each, of which the chat of one leaks. */
final class RoutesTest {
  private static final Targets TARGETS = new Targets();

  private static TargetProcess leaky;
  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException, IOException {
    Files.writeString(
        folder.resolve("tidemark.yaml"),
        """
        requests:
          - {name: chat, path: /api/chat, weight: 1, maxTokens: 1500}
          - {name: health, method: GET, path: /health, weight: 1}
        """);
    leaky = TARGETS.proxy(List.of("-Xmx128m"), "--mode", "leaky");
    TargetProcess fixed = TARGETS.proxy(List.of("-Xmx128m"), "--mode", "fixed");
    Map<String, String> options = Map.of("cache-allowance", "4 MiB", "budget", "2m");
    try (DirectRun run =
        DirectRun.start(
            folder, options, Targets.arm("leaky", leaky), Targets.arm("fixed", fixed))) {
      end = run.end(Duration.ofMinutes(3));
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  private static RouteVerdict route(String arm, String name) {
    return DirectRun.of(end, arm).routes().stream()
        .filter(route -> route.route().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRouteThatLeaksIsConvictedAndTheOtherIsNot() {
    assertThat(DirectRun.of(end, "leaky").verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    RouteVerdict chat = route("leaky", "chat");
    assertThat(chat.verdict().kind()).as("%s", chat).isEqualTo(Verdict.Kind.LEAK);
    assertThat(chat.slope().orElseThrow().perRequest()).isBetween(15_000.0, 30_000.0);
    RouteVerdict health = route("leaky", "health");
    assertThat(health.verdict().kind()).as("%s", health).isNotEqualTo(Verdict.Kind.LEAK);
    assertThat(health.slope().orElseThrow().interval().low()).isLessThan(500);
  }

  @Test
  void ofATargetThatDoesNotLeakNoRouteIsConvicted() {
    TargetVerdict fixed = DirectRun.of(end, "fixed");
    assertThat(fixed.verdict().kind()).as("%s", fixed.verdict()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(fixed.routes())
        .hasSize(2)
        .allMatch(route -> route.verdict().kind() == Verdict.Kind.PLATEAU);
  }

  /** What is sent after the last reading, to name what grows, is not counted any more. */
  @Test
  void whatEachRouteGotIsCounted() throws IOException {
    long served =
        new JsonMapper()
            .readTree(URI.create(Targets.url(leaky) + "/health").toURL())
            .path("requestsServed")
            .asLong();
    assertThat(route("leaky", "chat").requests()).isPositive().isLessThan(served);
    assertThat(route("leaky", "chat").requests() + route("leaky", "health").requests())
        .isEqualTo(DirectRun.of(end, "leaky").requests());
  }

  @Test
  void theVerdictFileNamesTheRoutes() {
    assertThat(VerdictJson.toJson(end.verdict()))
        .contains("\"route\": \"chat\"")
        .contains("\"route\": \"health\"");
  }
}
