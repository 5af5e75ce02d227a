package dev.tidemark.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of recorded traffic: {@code {"timestamp", "method", "path", "headers", "body"}}.
 *
 * <p>Only the path must be there. A timestamp is ISO 8601, or seconds or milliseconds since 1970. A
 * body is text, or JSON as it is, or bytes in {@code bodyBase64}.
 */
final class RecordedLine {
  /** A longer line is wrong: nothing that a chat service takes is that long. */
  static final int LONGEST = 64 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern METHOD = Pattern.compile("[A-Z]{3,10}");

  /** A number above it counts milliseconds. */
  private static final double SECONDS = 1e11;

  private static final byte[] NOTHING = {};

  private RecordedLine() {}

  /**
   * Reads a line.
   *
   * @throws WrongLine if it is no request
   */
  static RecordedRequest read(byte[] line, int length) throws WrongLine {
    JsonNode node;
    try {
      node = MAPPER.readTree(line, 0, length);
    } catch (JacksonException e) {
      throw new WrongLine("is not JSON: " + firstWords(e), e);
    } catch (IOException e) {
      throw new WrongLine("is not text; write a binary body as bodyBase64", e);
    }
    if (node == null || !node.isObject()) {
      throw new WrongLine("is not a JSON object");
    }
    byte[] body = body(node);
    return new RecordedRequest(
        timestamp(node.path("timestamp")),
        method(node.path("method"), body),
        path(node.has("path") ? node.path("path") : node.path("url")),
        headers(node.path("headers")),
        body);
  }

  private static String firstWords(JacksonException e) {
    String text = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private static Optional<Instant> timestamp(JsonNode value) throws WrongLine {
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      if (value.isNumber()) {
        double number = value.asDouble();
        double millis = Math.abs(number) > SECONDS ? number : number * 1e3;
        return Optional.of(Instant.ofEpochMilli(Math.round(millis)));
      }
      return Optional.of(OffsetDateTime.parse(value.asText()).toInstant());
    } catch (DateTimeException e) {
      throw new WrongLine("has a timestamp that is neither ISO 8601 nor a number", e);
    }
  }

  private static String method(JsonNode value, byte[] body) throws WrongLine {
    if (value.isMissingNode() || value.isNull()) {
      return body.length > 0 ? "POST" : "GET";
    }
    if (!METHOD.matcher(value.asText()).matches()) {
      throw new WrongLine("has a method that is none");
    }
    return value.asText();
  }

  private static String path(JsonNode value) throws WrongLine {
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw new WrongLine("has no path");
    }
    String text = value.asText();
    try {
      URI uri = new URI(text);
      String path = uri.getRawPath();
      if (path == null || (!path.isEmpty() && !path.startsWith("/"))) {
        throw new WrongLine("has a path that does not begin with /");
      }
      String query = uri.getRawQuery();
      return SecretNames.withoutSecrets(
          (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    } catch (URISyntaxException e) {
      throw new WrongLine("has a path that is none", e);
    }
  }

  private static Map<String, String> headers(JsonNode value) throws WrongLine {
    Map<String, String> headers = new LinkedHashMap<>();
    if (value.isArray()) {
      for (JsonNode one : value) {
        put(headers, one.path("name").asText(), one.path("value").asText());
      }
    } else if (value.isObject()) {
      for (Map.Entry<String, JsonNode> one : value.properties()) {
        JsonNode text = one.getValue();
        put(headers, one.getKey(), text.isArray() ? text.path(0).asText() : text.asText());
      }
    } else if (!value.isMissingNode() && !value.isNull()) {
      throw new WrongLine("has headers that are neither an object nor a list");
    }
    return headers;
  }

  private static void put(Map<String, String> headers, String name, String value) throws WrongLine {
    if (SecretNames.isOfTheConnection(name) || SecretNames.isSecret(name)) {
      return;
    }
    boolean sound =
        !name.isEmpty()
            && name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')
            && value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 127));
    if (!sound) {
      throw new WrongLine("has a header that no server takes");
    }
    headers.put(name, value);
  }

  private static byte[] body(JsonNode node) throws WrongLine {
    JsonNode binary = node.path("bodyBase64");
    JsonNode body = node.path("body");
    boolean encoded = node.path("encoding").asText().equals("base64");
    if (binary.isTextual() || (encoded && body.isTextual())) {
      try {
        return Base64.getMimeDecoder().decode(binary.isTextual() ? binary.asText() : body.asText());
      } catch (IllegalArgumentException e) {
        throw new WrongLine("has a body that is not Base64", e);
      }
    }
    if (body.isMissingNode() || body.isNull()) {
      return NOTHING;
    }
    String text = body.isTextual() ? body.textValue() : body.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
