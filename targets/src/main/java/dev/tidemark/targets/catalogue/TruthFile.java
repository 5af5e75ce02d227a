package dev.tidemark.targets.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.targets.program.BadRequestException;
import dev.tidemark.targets.program.Json;
import dev.tidemark.targets.program.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All cases with their truth, as {@code truth.json} has them.
 *
 * @param cases in the order of the file
 */
public record TruthFile(List<Truth> cases) {
  private static final String RESOURCE = "truth.json";
  private static final int FLOOR_JDK = 17;
  private static final int USUAL_CONCURRENCY = 8;

  public TruthFile {
    cases = List.copyOf(cases);
    if (cases.stream().map(Truth::name).distinct().count() < cases.size()) {
      throw new IllegalArgumentException("two cases have the same name");
    }
  }

  /** The one on the class path. */
  public static TruthFile read() {
    try (InputStream in = TruthFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      List<Truth> cases = new ArrayList<>();
      Json.readObject(in.readAllBytes())
          .properties()
          .forEach(entry -> cases.add(truth(entry.getKey(), entry.getValue())));
      return new TruthFile(cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadRequestException e) {
      throw new IllegalStateException(RESOURCE + ": " + e.explanation(), e);
    }
  }

  private static Truth truth(String name, JsonNode entry) {
    return new Truth(
        name,
        entry.path("class").asText(),
        entry.path("kind").asText().equals("leak"),
        Truth.Memory.valueOf(constant(entry, "memory", "heap")),
        Truth.Driver.valueOf(constant(entry, "driver", "request")),
        entry.path("each").asDouble(),
        entry.path("settles").asLong(),
        entry.path("wait").asInt(),
        texts(entry.path("culprit")),
        texts(entry.path("grows")),
        entry.has("jvm") ? texts(entry.path("jvm")) : List.of("-Xmx256m"),
        texts(entry.path("options")),
        new Truth.TrafficNeeded(
            entry.path("stream").asBoolean(),
            entry.path("concurrency").asInt(USUAL_CONCURRENCY),
            entry.path("fromJdk").asInt(FLOOR_JDK),
            Optional.ofNullable(entry.path("errorBody").asText(null)),
            entry.path("cycle").asInt(1)),
        entry.path("story").asText());
  }

  private static String constant(JsonNode entry, String field, String otherwise) {
    return entry.path(field).asText(otherwise).toUpperCase(Locale.ROOT);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  Truth named(String name) throws UsageException {
    return cases.stream()
        .filter(truth -> truth.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--leak knows "
                        + cases.stream().map(Truth::name).collect(Collectors.joining(", "))
                        + ", not '"
                        + name
                        + "'"));
  }
}
