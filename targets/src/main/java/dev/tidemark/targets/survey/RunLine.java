package dev.tidemark.targets.survey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.targets.program.BadRequestException;
import dev.tidemark.targets.program.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run of one case, as a line of the log has it.
 *
 * @param name of the case
 * @param jvm the JDK and the collector of the case: {@code 17 G1}
 * @param at when it ended
 * @param commit of the repository, or nothing where it was not known
 * @param verdict the name of the verdict, or {@code NONE} where the command gave none
 * @param series the series that speaks for it
 * @param slope of that series, per event of the driver where the verdict has it, else per request
 * @param truth the same as the truth has it
 * @param requests that were sent
 * @param seconds that the command took
 * @param suspects in order, each as the verdict has it
 * @param reason of the verdict
 */
record RunLine(
    String name,
    String jvm,
    String at,
    String commit,
    String verdict,
    String series,
    double slope,
    double truth,
    long requests,
    double seconds,
    List<JsonNode> suspects,
    String reason) {

  RunLine {
    suspects = List.copyOf(suspects);
  }

  String json() {
    ObjectNode line = Json.object();
    line.put("case", name).put("jvm", jvm).put("at", at);
    line.put("commit", commit).put("verdict", verdict);
    line.put("series", series).put("slope", slope).put("truth", truth);
    line.put("requests", requests).put("seconds", seconds);
    suspects.forEach(line.putArray("suspects")::add);
    line.put("reason", reason);
    return new String(Json.bytes(line), StandardCharsets.UTF_8);
  }

  static RunLine parse(String text) throws BadRequestException {
    ObjectNode line = Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    List<JsonNode> suspects = new ArrayList<>();
    line.path("suspects").forEach(suspects::add);
    return new RunLine(
        line.path("case").asText(),
        line.path("jvm").asText(),
        line.path("at").asText(),
        line.path("commit").asText(),
        line.path("verdict").asText(),
        line.path("series").asText(),
        line.path("slope").asDouble(Double.NaN),
        line.path("truth").asDouble(),
        line.path("requests").asLong(),
        line.path("seconds").asDouble(),
        suspects,
        line.path("reason").asText());
  }

  /** The names of the first three suspects. */
  List<String> names() {
    return suspects.stream().limit(3).map(suspect -> suspect.path("name").asText()).toList();
  }

  /** The place, from 1, of the first suspect that mentions one of these; 0 where none does. */
  int rank(List<String> culprits) {
    for (int i = 0; i < suspects.size(); i++) {
      String all = suspects.get(i).toString().toLowerCase(Locale.ROOT);
      if (culprits.stream().anyMatch(one -> all.contains(one.toLowerCase(Locale.ROOT)))) {
        return i + 1;
      }
    }
    return 0;
  }
}
