package dev.tidemark.targets.survey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.targets.catalogue.Truth;
import java.util.List;

/** The series that shows the kind of memory of a case, with its slope and what that should be. */
final class Speaking {
  private Speaking() {}

  static JsonNode series(Truth truth, JsonNode target) {
    for (String name : names(truth.memory())) {
      for (JsonNode series : target.path("series")) {
        if (series.path("name").asText().equals(name)) {
          return series;
        }
      }
    }
    return MissingNode.getInstance();
  }

  private static List<String> names(Truth.Memory memory) {
    return switch (memory) {
      case HEAP -> List.of("jvm.memory.live");
      case METASPACE -> List.of("jvm.memory.metaspace");
      case DIRECT -> List.of("jvm.buffer.memory.used", "jvm.buffer.direct");
      case MAPPED -> List.of("jvm.buffer.memory.used.mapped");
      case NATIVE -> List.of("process.memory.native", "process.memory.usage");
      case THREADS -> List.of("jvm.thread.count");
      case DESCRIPTORS ->
          List.of("process.unix.file_descriptor.count", "jvm.file_descriptor.count");
    };
  }

  /** Per event of the driver where the verdict tells it apart, else per request. */
  static double slope(Truth truth, JsonNode series) {
    JsonNode mode = mode(truth, series);
    return mode.isMissingNode()
        ? series.path("slope").path("perRequest").asDouble(Double.NaN)
        : mode.path("perRequest").asDouble(mode.path("value").asDouble(Double.NaN));
  }

  private static JsonNode mode(Truth truth, JsonNode series) {
    JsonNode found =
        switch (truth.driver()) {
          case ERROR ->
              series
                  .path("byMode")
                  .path(truth.traffic().errorBody().isPresent() ? "upstream-failed" : "failed");
          case ABORT -> series.path("byMode").path("aborted");
          case SECOND -> series.path("perSecond");
          case REQUEST, CONCURRENCY, ONSET -> MissingNode.getInstance();
        };
    return found.isObject() ? found : MissingNode.getInstance();
  }

  /** What the slope should be; of innocent cases 0. */
  static double truth(Truth truth, JsonNode series, JsonNode stats) {
    if (!truth.leak()) {
      return 0;
    }
    boolean perEvent = !mode(truth, series).isMissingNode();
    return perEvent ? truth.each() : truth.each() * share(truth, stats);
  }

  /** How many events of the driver there were to each request. */
  private static double share(Truth truth, JsonNode stats) {
    double served = stats.path("requestsServed").asDouble(Double.NaN);
    return switch (truth.driver()) {
      case REQUEST, ONSET -> 1;
      case CONCURRENCY -> stats.path("crowded").asDouble() / served;
      case ERROR -> (stats.path("refused").asDouble() + stats.path("failed").asDouble()) / served;
      case ABORT -> stats.path("aborted").asDouble() / served;
      case SECOND -> Double.NaN;
    };
  }
}
