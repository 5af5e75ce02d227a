package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.experiment.TargetProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Gatling user's own simulation with a memory verdict, each run in a JVM of its own. */
final class MemoryGateTest {
  @TempDir private Path folder;

  private static TargetProcess upstream() throws Exception {
    return TargetProcess.start(
        GatlingProcess.TARGETS,
        List.of("-Xmx256m"),
        List.of("dev.tidemark.targets.upstream.FakeUpstream", "--port", "0"));
  }

  private static TargetProcess proxy(String mode, TargetProcess upstream) throws Exception {
    return TargetProcess.start(
        GatlingProcess.TARGETS,
        List.of("-Xmx128m"),
        List.of(
            "dev.tidemark.targets.proxy.AiProxy",
            "--mode",
            mode,
            "--port",
            "0",
            "--upstream",
            "http://127.0.0.1:" + upstream.port()));
  }

  @Test
  void aSimulationOfOnesOwnIsJudgedAndEveryPassIsCounted() throws Exception {
    try (TargetProcess upstream = upstream();
        TargetProcess leaky = proxy("leaky", upstream)) {
      Path out = folder.resolve("run");
      GatlingProcess ended =
          GatlingProcess.run(
              folder,
              "example.StorySimulation",
              "-Dtidemark.target=http://127.0.0.1:" + leaky.port(),
              "-Dtidemark.request.path=/health",
              "-Dtidemark.probe=jvm:" + leaky.pid() + ",http:/health",
              "-Dtidemark.cache-allowance=4MiB",
              "-Dtidemark.stages=none",
              "-Dtidemark.out=" + out);
      assertThat(ended.output()).contains("candidate LEAK").contains("fail (exit code 1)");
      assertThat(ended.exit()).isEqualTo(1);
      GatlingProcess.everyFloorCountsWhatTheTargetServed(out);
    }
  }

  @Test
  void usersWhoComeAtARateForAFixedTimeAreEnoughForAVerdict() throws Exception {
    try (TargetProcess upstream = upstream();
        TargetProcess fixed = proxy("fixed", upstream)) {
      Path out = folder.resolve("run");
      GatlingProcess ended =
          GatlingProcess.run(
              folder,
              "example.ArrivalsSimulation",
              "-Dexample.rate=80",
              "-Dexample.seconds=75",
              "-Dtidemark.target=http://127.0.0.1:" + fixed.port(),
              "-Dtidemark.request.path=/health",
              "-Dtidemark.probe=jvm:" + fixed.pid() + ",http:/health",
              "-Dtidemark.sensitivity=1KiB",
              "-Dtidemark.budget=60s",
              "-Dtidemark.out=" + out);
      assertThat(ended.output()).contains("candidate PLATEAU");
      assertThat(ended.exit()).isZero();
      GatlingProcess.everyFloorCountsWhatTheTargetServed(out);
    }
  }

  @Test
  void anAgentsTurnsBurstsAndAbandonedAnswersAreStepsOfAScenario() throws Exception {
    try (TargetProcess upstream =
        TargetProcess.start(
            GatlingProcess.TARGETS,
            List.of("-Xmx256m"),
            List.of("dev.tidemark.targets.upstream.FakeUpstream", "--port", "0"))) {
      String url = "http://127.0.0.1:" + upstream.port() + "/v1/chat/completions";
      GatlingProcess ended =
          GatlingProcess.run(folder, "example.AgentSimulation", "-Dexample.url=" + url);
      assertThat(ended.exit()).as(ended.output()).isZero();
      assertThat(served(upstream)).isEqualTo(36);
    }
  }

  @Test
  void withoutATargetItSaysWhatIsMissing() throws Exception {
    GatlingProcess ended =
        GatlingProcess.run(
            folder, "example.StorySimulation", "-Dtidemark.out=" + folder.resolve("run"));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output())
        .contains("target: there is none; name it with -Dtidemark.target=http://HOST:PORT/PATH");
  }

  private static long served(TargetProcess target) throws IOException {
    return new JsonMapper()
        .readTree(URI.create("http://127.0.0.1:" + target.port() + "/health").toURL())
        .path("requestsServed")
        .asLong();
  }
}
