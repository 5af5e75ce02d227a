package dev.tidemark.targets.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.targets.catalogue.Truth;
import dev.tidemark.targets.program.BadRequestException;
import dev.tidemark.targets.program.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command against one case. */
final class CaseRun {
  private static final int PATIENCE_MINUTES = 12;

  private final SurveyOptions options;
  private final int jdk;
  private final Truth truth;

  CaseRun(SurveyOptions options, int jdk, Truth truth) {
    this.options = options;
    this.jdk = jdk;
    this.truth = truth;
  }

  RunLine run() throws IOException, InterruptedException {
    Path out =
        options
            .root()
            .resolve("targets/target/catalogue")
            .resolve(truth.name() + "-" + jdk + options.gc() + "-" + System.currentTimeMillis());
    Files.createDirectories(out.getParent());
    Path said = Path.of(out + ".log");
    try (CaseProcess target = CaseProcess.start(options, jdk, truth)) {
      long began = System.nanoTime();
      ProcessBuilder builder = new ProcessBuilder(command(target, out));
      truth
          .traffic()
          .errorBody()
          .ifPresent(body -> builder.environment().put("TIDEMARK_ERROR_REQUEST_BODY", body));
      Process command = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      try {
        if (!command.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
          command.destroyForcibly().waitFor();
        }
      } finally {
        command.destroyForcibly();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      Path verdict = out.resolve("verdict.json");
      JsonNode read =
          Files.exists(verdict) ? Json.readObject(Files.readAllBytes(verdict)) : Json.object();
      JsonNode stats = Json.readObject(target.stats().getBytes(StandardCharsets.UTF_8));
      return line(read, stats, seconds, said);
    } catch (BadRequestException e) {
      throw new IOException(truth.name() + ": " + e.explanation(), e);
    }
  }

  private List<String> command(CaseProcess target, Path out) {
    List<String> command = new ArrayList<>();
    command.add(
        options.root().resolve("scripts/tidemark").toString().replace('/', File.separatorChar));
    command.add("run");
    command.addAll(List.of("--target", target.url(), "--pid", "" + target.process().pid()));
    command.addAll(List.of("--budget", options.budget(), "--out", out.toString()));
    command.addAll(List.of("--concurrency", "" + truth.traffic().concurrency()));
    if (truth.traffic().stream()) {
      command.add("--stream");
    }
    command.addAll(truth.options());
    return command;
  }

  private RunLine line(JsonNode verdict, JsonNode stats, double seconds, Path said)
      throws IOException {
    JsonNode target = verdict.path("targets").path(0);
    JsonNode series = Speaking.series(truth, target);
    List<JsonNode> suspects = new ArrayList<>();
    target.path("suspects").forEach(suspects::add);
    return new RunLine(
        truth.name(),
        jdk + " " + options.gc(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        System.getProperty("tidemark.commit", ""),
        target.path("verdict").asText("NONE"),
        series.path("name").asText(),
        Speaking.slope(truth, series),
        Speaking.truth(truth, series, stats),
        target.path("requests").asLong(),
        Math.round(seconds),
        suspects.subList(0, Math.min(5, suspects.size())),
        target.has("reason") ? target.path("reason").asText() : lastLine(said));
  }

  private static String lastLine(Path said) throws IOException {
    List<String> lines = Files.readAllLines(said);
    return lines.isEmpty() ? "the command said nothing" : lines.get(lines.size() - 1);
  }
}
