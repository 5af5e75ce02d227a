package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidemark.experiment.TargetProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The memory gate around streams of events, web sockets, and both at once. */
final class MemoryGateProtocolsTest {
  @TempDir private Path folder;

  /** One of each; with {@code -Dtidemark.slow=true} each of them leaky and fixed. */
  static List<Arguments> everyExchangeIsCountedAndTheVerdictIsRight() {
    List<Arguments> some =
        List.of(
            arguments("EventsSimulation", "fixed", "PLATEAU"),
            arguments("SocketSimulation", "leaky", "LEAK"),
            arguments("MixedSimulation", "leaky", "LEAK"));
    List<Arguments> others =
        List.of(
            arguments("EventsSimulation", "leaky", "LEAK"),
            arguments("SocketSimulation", "fixed", "PLATEAU"),
            arguments("MixedSimulation", "fixed", "PLATEAU"));
    return Boolean.getBoolean("tidemark.slow")
        ? Stream.concat(some.stream(), others.stream()).toList()
        : some;
  }

  @ParameterizedTest
  @MethodSource
  void everyExchangeIsCountedAndTheVerdictIsRight(String simulation, String mode, String verdict)
      throws Exception {
    try (TargetProcess target =
        TargetProcess.start(
            GatlingProcess.TARGETS,
            List.of("-Xmx128m"),
            List.of("dev.tidemark.targets.talk.TalkServer", "--mode", mode, "--port", "0"))) {
      String url = "http://127.0.0.1:" + target.port();
      Path out = folder.resolve("run");
      GatlingProcess ended =
          GatlingProcess.run(
              folder,
              "example." + simulation,
              "-Dexample.url=" + url,
              "-Dtidemark.target=" + url + "/health",
              "-Dtidemark.probe=jvm:" + target.pid() + ",http:/health",
              "-Dtidemark.sensitivity=1KiB",
              "-Dtidemark.cache-allowance=4MiB",
              "-Dtidemark.out=" + out);
      assertThat(ended.output()).contains("candidate " + verdict);
      assertThat(ended.exit()).isEqualTo(verdict.equals("LEAK") ? 1 : 0);
      assertThat(GatlingProcess.verdict(out)).isEqualTo(verdict);
      GatlingProcess.everyFloorCountsWhatTheTargetServed(out);
      if (simulation.equals("MixedSimulation")) {
        assertThat(ended.output()).as("its after()").contains("the simulation's own last hook");
      }
      assertThat(ended.output())
          .as("stages that choose what is sent are not tried")
          .doesNotContain("bodies that it must refuse");
    }
  }
}
