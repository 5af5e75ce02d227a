package dev.tidemark.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Every option under its one name, looked up on the command line, in the system properties ({@code
 * tidemark.NAME}), in the environment ({@code TIDEMARK_NAME}) and in the file, in this order.
 *
 * <p>Names are those of the command line without dashes in front: {@code cache-allowance}. In the
 * file the options of {@code plan:} stand in their group and in camel case: {@code plan:
 * {cacheAllowance: 4 MiB}}.
 */
public final class Settings {
  private static final String PREFIX = "tidemark.";

  private final Map<String, String> commandLine;
  private final Properties properties;
  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final JsonNode tree;

  private Settings(
      Map<String, String> commandLine,
      Properties properties,
      Map<String, String> environment,
      JsonNode tree) {
    this.commandLine = Map.copyOf(commandLine);
    this.properties = properties;
    this.environment = Map.copyOf(environment);
    this.tree = tree;
    this.file = new TreeMap<>();
    flatten("", tree, this.file);
  }

  /**
   * Reads the layers; the file is {@code config}, or {@code tidemark.yaml} in {@code directory}
   * where there is one.
   *
   * @throws ConfigurationException if the file is missing or is not YAML
   */
  public static Settings load(
      Map<String, String> commandLine,
      Properties properties,
      Map<String, String> environment,
      Path directory) {
    JsonNode empty = new YAMLMapper().createObjectNode();
    Settings withoutFile = new Settings(commandLine, properties, environment, empty);
    Optional<Path> named = withoutFile.text("config").map(directory::resolve);
    Path path = named.orElse(directory.resolve("tidemark.yaml"));
    if (!Files.isRegularFile(path)) {
      if (named.isPresent()) {
        throw new ConfigurationException("config: there is no file " + path + "; check --config");
      }
      return withoutFile;
    }
    try {
      JsonNode tree = new YAMLMapper().readTree(Files.readString(path));
      if (tree != null && !tree.isObject() && !tree.isMissingNode() && !tree.isNull()) {
        throw new ConfigurationException(
            path + " is not a list of options; write 'target: http://…' and so on");
      }
      return new Settings(
          commandLine, properties, environment, tree == null || !tree.isObject() ? empty : tree);
    } catch (JacksonException e) {
      throw new ConfigurationException(
          path
              + " is not YAML at line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    } catch (IOException e) {
      throw new ConfigurationException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Settings of which only these are made. */
  public static Settings of(Map<String, String> commandLine) {
    JsonNode empty = new YAMLMapper().createObjectNode();
    return new Settings(commandLine, new Properties(), Map.of(), empty);
  }

  /** The value of an option in the first layer that has it; a blank value counts as none. */
  public Optional<String> text(String name) {
    return first(
        commandLine.get(name),
        properties.getProperty(PREFIX + name),
        environment.get(
            (PREFIX + name).toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_')),
        file.get(name));
  }

  /** The part of the file under this key, missing where there is none. */
  JsonNode tree(String key) {
    return tree.path(key);
  }

  private static Optional<String> first(@org.jspecify.annotations.Nullable String... values) {
    for (String value : values) {
      if (value != null && !value.isBlank()) {
        return Optional.of(value.strip());
      }
    }
    return Optional.empty();
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + kebab(entry.getKey());
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                flatten(key.equals("plan") ? "" : key + ".", value, into);
              } else if (key.equals("stages") && value.isArray()) {
                List<String> words = new ArrayList<>();
                value.forEach(word -> words.add(word.asText()));
                into.put(key, String.join(",", words));
              } else if (value.isValueNode() && !value.isNull()) {
                into.put(
                    key.equals("cache-allowance.bytes") ? "cache-allowance" : key, value.asText());
              }
            });
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
