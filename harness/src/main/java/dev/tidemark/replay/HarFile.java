package dev.tidemark.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP archive (HAR 1.2), as browsers and proxies write it, turned into lines. Of the requests
 * only those to the host with the most are taken; entry by entry, never the whole.
 */
final class HarFile {
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(RecordedLine.LONGEST).build())
              .build());

  private static final int BEGINNING = 4_096;

  private HarFile() {}

  /** Whether a file is one: by its name, or by its first characters. */
  static boolean isOne(Path file) throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".har")) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(BEGINNING), java.nio.charset.StandardCharsets.UTF_8);
      return start.replaceAll("\\s+", "").startsWith("{\"log\":{");
    }
  }

  /** What is done with each entry. */
  private interface Each {
    void take(JsonNode entry) throws IOException;
  }

  /**
   * The requests as lines in a file of their own.
   *
   * @param notes what was left out is added to them
   */
  static FileChannel asLines(Path file, List<String> notes) throws IOException {
    Map<String, Long> hosts = new HashMap<>();
    entries(file, entry -> hosts.merge(host(entry), 1L, Long::sum));
    String most =
        hosts.entrySet().stream()
            .max(Comparator.comparing((Map.Entry<String, Long> host) -> host.getValue()))
            .map(Map.Entry::getKey)
            .orElse("");
    long others =
        hosts.entrySet().stream()
            .filter(host -> !host.getKey().equals(most))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (others > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d requests of the HAR file to other hosts than %s are left out",
              others,
              most));
    }
    FileChannel spool = Spool.open();
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(spool), 1 << 16);
    entries(
        file,
        entry -> {
          if (host(entry).equals(most)) {
            out.write(MAPPER.writeValueAsBytes(line(entry)));
            out.write('\n');
          }
        });
    out.flush();
    return spool;
  }

  private static void entries(Path file, Each each) throws IOException {
    try (JsonParser parser = MAPPER.createParser(Files.newInputStream(file))) {
      boolean inLog = false;
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no HAR file");
      }
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (!inLog && name.equals("log") && value == JsonToken.START_OBJECT) {
            inLog = true;
          } else if (inLog && name.equals("entries") && value == JsonToken.START_ARRAY) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
              each.take(MAPPER.readTree(parser));
            }
          } else {
            parser.skipChildren();
          }
        }
      }
    } catch (JacksonException e) {
      throw new IOException(
          "it is no HAR file: "
              + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private static String host(JsonNode entry) {
    try {
      return String.valueOf(URI.create(entry.path("request").path("url").asText()).getAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static ObjectNode line(JsonNode entry) {
    JsonNode request = entry.path("request");
    ObjectNode line = MAPPER.createObjectNode();
    line.set("timestamp", entry.path("startedDateTime"));
    line.set("method", request.path("method"));
    line.set("path", request.path("url"));
    line.set("headers", request.path("headers"));
    JsonNode post = request.path("postData");
    if (post.has("text")) {
      line.set("body", post.path("text"));
      line.put("encoding", post.path("encoding").asText());
    }
    return line;
  }
}
