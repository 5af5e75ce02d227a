package dev.tidemark.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private static ProbeSpec jvm(JsonNode options) {
    ProbeSpec.Door door =
        new ProbeSpec.Door(text(options, "credentials"), text(options, "trustStore"));
    if (options.has("jmx")) {
      return new ProbeSpec.JvmByUrl(options.path("jmx").asText(), door);
    }
    if (options.has("jolokia")) {
      return new ProbeSpec.JvmByJolokia(options.path("jolokia").asText(), door);
    }
    if (options.has("main")) {
      return new ProbeSpec.JvmByMain(options.path("main").asText());
    }
    if (options.isTextual()) {
      return ProbeSpec.parse("jvm:" + options.asText());
    }
    return new ProbeSpec.JvmByPid(ProbeSpec.pid("jvm", options.path("pid").asText()));
  }

  private static Optional<String> text(JsonNode options, String name) {
    return Optional.ofNullable(options.path(name).textValue()).filter(value -> !value.isBlank());
  }

  private static ProbeSpec one(String kind, JsonNode options) {
    return switch (kind) {
      case "jvm" -> jvm(options);
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
