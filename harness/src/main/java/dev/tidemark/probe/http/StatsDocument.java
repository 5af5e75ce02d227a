package dev.tidemark.probe.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Every finite number in a JSON document, by JSON pointer. */
record StatsDocument(Map<String, Double> numbers) {
  private static final int MOST = 2_000;
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][-+]?\\d{1,3})?\\s*");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a document.
   *
   * @throws StatsUnreadable if it is no JSON object or array, or holds no number, or far too many
   */
  static StatsDocument parse(byte[] body) throws StatsUnreadable {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new StatsUnreadable(
          "no JSON, or JSON that breaks off: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new StatsUnreadable("no JSON");
    }
    if (root == null || !root.isContainerNode()) {
      throw new StatsUnreadable("no JSON object");
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    collect(root, "", numbers);
    if (numbers.isEmpty()) {
      throw new StatsUnreadable("JSON without a single number");
    }
    return new StatsDocument(numbers);
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() > 100 ? line.substring(0, 100) : line;
  }

  private static void collect(JsonNode node, String pointer, Map<String, Double> numbers)
      throws StatsUnreadable {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String key = field.getKey().replace("~", "~0").replace("/", "~1");
        collect(field.getValue(), pointer + "/" + key, numbers);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), pointer + "/" + i, numbers);
      }
    } else {
      double value = value(node);
      if (Double.isFinite(value)) {
        numbers.put(pointer, value);
        if (numbers.size() > MOST) {
          throw new StatsUnreadable(
              "JSON with more than " + MOST + " numbers; give the path of a summary");
        }
      }
    }
  }

  private static double value(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isTextual() && NUMBER.matcher(node.textValue()).matches()
        ? Double.parseDouble(node.textValue().strip())
        : Double.NaN;
  }

  /** The last part of a pointer: the number's own name. */
  static String leaf(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  /** The pointer of the object that holds the number. */
  static String parent(String pointer) {
    return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
  }
}
