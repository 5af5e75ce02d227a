package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.model.Tick;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Gatling user's own simulation with a memory verdict, each run in a JVM of its own. */
final class MemoryGateTest {
  private static final Path TARGETS =
      Path.of(System.getProperty("basedir", "simulations"))
          .toAbsolutePath()
          .resolve(Path.of("..", "targets", "target"))
          .normalize();

  @TempDir private Path folder;

  /** How a simulation ended. */
  private record Ended(int exit, String output) {}

  @Test
  void aSimulationOfOnesOwnIsJudgedAndEveryPassIsCounted() throws Exception {
    try (TargetProcess upstream =
            TargetProcess.start(
                TARGETS,
                List.of("-Xmx256m"),
                List.of("dev.tidemark.targets.upstream.FakeUpstream", "--port", "0"));
        TargetProcess leaky =
            TargetProcess.start(
                TARGETS,
                List.of("-Xmx128m"),
                List.of(
                    "dev.tidemark.targets.proxy.AiProxy",
                    "--mode",
                    "leaky",
                    "--port",
                    "0",
                    "--upstream",
                    "http://127.0.0.1:" + upstream.port()))) {
      Path out = folder.resolve("run");
      Ended ended =
          run(
              "example.StorySimulation",
              "-Dtidemark.target=http://127.0.0.1:" + leaky.port(),
              "-Dtidemark.request.path=/health",
              "-Dtidemark.probe=jvm:" + leaky.pid() + ",http:/health",
              "-Dtidemark.cache-allowance=4MiB",
              "-Dtidemark.stages=none",
              "-Dtidemark.out=" + out);
      assertThat(ended.output()).contains("candidate LEAK").contains("fail (exit code 1)");
      assertThat(ended.exit()).isEqualTo(1);
      List<Tick> floors =
          LedgerReader.read(new RunFolder(out)).ticks().stream()
              .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
              .toList();
      assertThat(floors).hasSizeGreaterThan(8);
      assertThat(floors)
          .allSatisfy(
              floor -> {
                assertThat(floor.counts().failed()).isZero();
                assertThat((double) floor.counts().ended()).isEqualTo(served(floor));
              });
    }
  }

  @Test
  void anAgentsTurnsBurstsAndAbandonedAnswersAreStepsOfAScenario() throws Exception {
    try (TargetProcess upstream =
        TargetProcess.start(
            TARGETS,
            List.of("-Xmx256m"),
            List.of("dev.tidemark.targets.upstream.FakeUpstream", "--port", "0"))) {
      String url = "http://127.0.0.1:" + upstream.port() + "/v1/chat/completions";
      Ended ended = run("example.AgentSimulation", "-Dexample.url=" + url);
      assertThat(ended.exit()).as(ended.output()).isZero();
      assertThat(served(upstream)).isEqualTo(36);
    }
  }

  @Test
  void withoutATargetItSaysWhatIsMissing() throws Exception {
    Ended ended = run("example.StorySimulation", "-Dtidemark.out=" + folder.resolve("run"));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output())
        .contains("target: there is none; name it with -Dtidemark.target=http://HOST:PORT/PATH");
  }

  /** What the target says of itself in this row. */
  private static double served(Tick floor) {
    return floor.samples().entrySet().stream()
        .filter(sample -> sample.getKey().endsWith("requestsServed"))
        .mapToDouble(sample -> sample.getValue().value())
        .findFirst()
        .orElseThrow();
  }

  private static long served(TargetProcess target) throws IOException {
    return new JsonMapper()
        .readTree(URI.create("http://127.0.0.1:" + target.port() + "/health").toURL())
        .path("requestsServed")
        .asLong();
  }

  private Ended run(String simulation, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.gatling.app.Gatling"));
    command.addAll(List.of("-s", simulation, "-nr", "-rf", folder.resolve("gatling").toString()));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(240, TimeUnit.SECONDS)).as("ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(log));
  }
}
