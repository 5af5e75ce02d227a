package dev.tidemark.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The long form of probes in the file: {@code - jvm: {pid: 4711}}. */
final class ProbeTrees {
  private ProbeTrees() {}

  static List<ProbeSpec> read(JsonNode list) {
    List<ProbeSpec> probes = new ArrayList<>();
    for (JsonNode item : list) {
      if (item.isTextual()) {
        probes.add(ProbeSpec.parse(item.asText()));
        continue;
      }
      item.properties().forEach(entry -> probes.add(one(entry.getKey(), entry.getValue())));
    }
    return probes;
  }

  private static ProbeSpec one(String kind, JsonNode options) {
    return switch (kind) {
      case "jvm" ->
          options.has("jmx")
              ? new ProbeSpec.JvmByUrl(options.path("jmx").asText())
              : new ProbeSpec.JvmByPid(ProbeSpec.pid("jvm", options.path("pid").asText()));
      case "process" ->
          new ProbeSpec.OfProcess(ProbeSpec.pid("process", options.path("pid").asText()));
      case "http" -> {
        Map<String, String> bounded = new HashMap<>();
        options
            .path("bounded")
            .properties()
            .forEach(e -> bounded.put(e.getKey(), e.getValue().asText()));
        yield new ProbeSpec.Http(options.path("path").asText("/stats"), bounded);
      }
      default ->
          throw new ConfigurationException(
              "probes: '" + kind + "' is not known; write jvm, http or process");
    };
  }
}
