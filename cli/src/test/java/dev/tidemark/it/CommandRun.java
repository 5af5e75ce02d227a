package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command {@code tidemark run} in a JVM of its own, with Gatling in it, that ended.
 *
 * @param output both streams
 * @param folder of the run
 * @param record what that holds
 */
record CommandRun(int exit, String output, Path folder, RunRecord record, RunVerdict verdict) {

  /** What a call of the command ended with, and said on both streams. */
  record Said(int exit, String output) {}

  /**
   * Runs it in a folder whose {@code tidemark.yaml} it reads; the run folder lies in it.
   *
   * @param patience after which the process is ended
   */
  static CommandRun in(Path folder, Duration patience, String... options)
      throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    List<String> arguments = new ArrayList<>(List.of("run", "--out", run.toString()));
    arguments.addAll(List.of(options));
    Said said = command(folder, patience, arguments);
    RunFolder written = new RunFolder(run);
    assertThat(written.manifest()).as(said.output()).exists();
    RunRecord record = LedgerReader.read(written);
    return new CommandRun(
        said.exit(), said.output(), run, record, new RunAnalysis(false).judge(record));
  }

  /** Calls {@code tidemark} with these arguments, and waits for its end. */
  static Said command(Path folder, Duration patience, List<String> arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("command.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.tidemark.cli.Tidemark");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
          .as("ends in time: %s", Files.readString(log))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Said(process.exitValue(), Files.readString(log));
  }

  TargetVerdict of(String name) {
    return verdict.targets().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict on " + name + ": " + output));
  }

  /**
   * A row of Gatling's own report.
   *
   * @param mean of its durations, in ms
   */
  record GatlingRow(long all, long failed, long mean) {}

  /** The row with this name; it must be there. */
  GatlingRow gatlingRow(String name) throws IOException {
    String page = gatlingPage();
    int from = page.indexOf(">" + name + "</span>");
    assertThat(from).as("a row '%s'", name).isPositive();
    Matcher cell = Pattern.compile("col-(\\d+)\">([\\d.]+)<").matcher(page);
    Map<Integer, Long> cells = new HashMap<>();
    for (boolean found = cell.find(from); found && cells.size() < 14; found = cell.find()) {
      cells.putIfAbsent(Integer.parseInt(cell.group(1)), (long) Double.parseDouble(cell.group(2)));
    }
    return new GatlingRow(at(cells, 2), at(cells, 4), at(cells, 13));
  }

  private static long at(Map<Integer, Long> cells, int column) {
    return Optional.ofNullable(cells.get(column)).orElseThrow();
  }

  private String gatlingPage() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("gatling"))) {
      Path page = files.filter(file -> file.endsWith("index.html")).findFirst().orElseThrow();
      return Files.readString(page);
    }
  }
}
