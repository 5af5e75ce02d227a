package dev.tidemark.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A case of the leak catalogue with its truth, drawn by a fixed seed. */
record DrawnCase(String name, JsonNode truth) {
  private static final Path FILE =
      Path.of("classes", "dev", "tidemark", "targets", "catalogue", "truth.json");
  private static final JsonMapper MAPPER = new JsonMapper();

  /** So many leaks and so many look-alikes, of those that whole answers at one load can show. */
  static List<DrawnCase> draw(Path targets, long seed, int leaks, int lookAlikes)
      throws IOException {
    List<DrawnCase> all = new ArrayList<>();
    MAPPER
        .readTree(targets.resolve(FILE).toFile())
        .properties()
        .forEach(entry -> all.add(new DrawnCase(entry.getKey(), entry.getValue())));
    all.removeIf(one -> one.truth().has("errorBody")); // whole answers do not show it
    Collections.shuffle(all, new Random(seed));
    List<DrawnCase> shown = all.stream().filter(DrawnCase::shows).toList();
    List<DrawnCase> drawn = new ArrayList<>();
    drawn.addAll(shown.stream().filter(DrawnCase::leak).limit(leaks).toList());
    drawn.addAll(shown.stream().filter(one -> !one.leak()).limit(lookAlikes).toList());
    return drawn;
  }

  boolean leak() {
    return truth.path("kind").asText().equals("leak");
  }

  /** A growth that has passed what a cache is allowed after some ten thousand requests. */
  boolean steep() {
    return truth.path("each").asDouble() >= 1_000
        && truth.path("memory").asText("heap").equals("heap")
        && truth.path("driver").asText("request").equals("request");
  }

  private boolean shows() {
    String driver = truth.path("driver").asText("request");
    return !truth.path("stream").asBoolean()
        && !truth.has("concurrency")
        && !name.startsWith("error-body")
        && !truth.path("memory").asText().equals("native")
        && !driver.equals("onset")
        && truth.path("fromJdk").asInt() <= Runtime.version().feature();
  }
}
