package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A simulation that ran to its end, in a JVM of its own.
 *
 * @param exit code of the process
 * @param output both streams
 */
record GatlingProcess(int exit, String output) {
  static final Path TARGETS =
      Path.of(System.getProperty("basedir", "simulations"))
          .toAbsolutePath()
          .resolve(Path.of("..", "targets", "target"))
          .normalize();

  private static final int PATIENCE_SECONDS = 240;

  /**
   * Runs a simulation.
   *
   * @param folder for its log and Gatling's results
   * @param options of the JVM
   */
  static GatlingProcess run(Path folder, String simulation, String... options)
      throws IOException, InterruptedException {
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
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("ends in time: %s", Files.readString(log))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new GatlingProcess(process.exitValue(), Files.readString(log));
  }

  /** The verdict in a run folder. */
  static String verdict(Path run) throws IOException {
    return new JsonMapper()
        .readTree(new RunFolder(run).verdict().toFile())
        .path("verdict")
        .asText();
  }

  /**
   * Asserts that at every floor of the rounds both counts were the same, and nothing failed.
   *
   * @return the requests counted at each of them
   */
  static List<Long> everyFloorCountsWhatTheTargetServed(Path run) throws IOException {
    List<Tick> floors =
        LedgerReader.read(new RunFolder(run)).ticks().stream()
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
            .toList();
    assertThat(floors).hasSizeGreaterThan(8);
    assertThat(floors)
        .allSatisfy(
            floor -> {
              RequestCounts counts = floor.counts();
              assertThat(served(floor)).isEqualTo((double) counts.completed());
              assertThat(counts.ended() - counts.completed()).isZero();
            });
    return floors.stream().map(floor -> floor.counts().completed()).toList();
  }

  /** What the target says of itself in this row. */
  static Double served(Tick floor) {
    return floor.samples().entrySet().stream()
        .filter(sample -> sample.getKey().endsWith("requestsServed"))
        .map(sample -> sample.getValue().value())
        .findFirst()
        .orElseThrow();
  }
}
