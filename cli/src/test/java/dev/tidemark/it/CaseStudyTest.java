package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The leaky and the fixed AI proxy as two arms of one run, with a hundred users each. */
final class CaseStudyTest {
  private static final Targets TARGETS = new Targets();

  private static TargetProcess leaky;
  private static TargetProcess fixed;
  private static Conclusion end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException {
    leaky = TARGETS.proxy(List.of("-Xmx128m"), "--mode", "leaky");
    fixed = TARGETS.proxy(List.of("-Xmx128m"), "--mode", "fixed");
    Map<String, String> options =
        Map.of(
            "cache-allowance", "4 MiB",
            "budget", "3m",
            "concurrency", "100");
    try (DirectRun run =
        DirectRun.start(
            folder, options, Targets.arm("leaky", leaky), Targets.arm("fixed", fixed))) {
      end = run.end(Duration.ofMinutes(4));
    }
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  @Test
  void theLeakyProxyLeaksAndItsClassIsNamed() {
    TargetVerdict verdict = DirectRun.of(end, "leaky");
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.suspects())
        .filteredOn(Suspect::exact)
        .filteredOn(suspect -> suspect.perRequest() == 1.0)
        .extracting(Suspect::name)
        .contains(
            "dev.tidemark.targets.proxy.BufferedResponse",
            "dev.tidemark.targets.proxy.CachedRequest",
            "dev.tidemark.targets.proxy.LogEntry");
    assertThat(verdict.suspects().get(0).name()).startsWith("dev.tidemark.targets.proxy.");
  }

  @Test
  void theFixedProxyIsFlat() {
    TargetVerdict verdict = DirectRun.of(end, "fixed");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict.suspects()).isEmpty();
  }

  /** One request is the preflight's own. */
  @ParameterizedTest
  @ValueSource(strings = {"leaky", "fixed"})
  void everyRequestThatWasCountedWasServed(String arm) throws IOException {
    assertThat(served(arm.equals("leaky") ? leaky : fixed))
        .isEqualTo(DirectRun.of(end, arm).requests() + 1);
  }

  @Test
  void tenThousandRequestsOfAHundredUsersAreAccountedFor() {
    assertThat(DirectRun.of(end, "fixed").requests()).isGreaterThan(10_000);
  }

  private static long served(TargetProcess target) throws IOException {
    return new JsonMapper()
        .readTree(URI.create(Targets.url(target) + "/health").toURL())
        .path("requestsServed")
        .asLong();
  }

  @Test
  void theGateFollowsWhatWasExpected() {
    assertThat(end.verdict().exit()).isZero();
  }
}
