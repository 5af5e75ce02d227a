package dev.tidemark.simulations;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The turns of a chat so far, which each further one carries along. */
final class Conversation {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String DATA = "data:";

  private final List<Turn> turns;

  /** What one side said. */
  record Turn(String role, String content) {}

  private Conversation(List<Turn> turns) {
    this.turns = List.copyOf(turns);
  }

  static Conversation empty() {
    return new Conversation(List.of());
  }

  Conversation with(String role, String content) {
    List<Turn> more = new ArrayList<>(turns);
    more.add(new Turn(role, content));
    return new Conversation(more);
  }

  /** A request in the shape of OpenAI's chat completions. */
  byte[] request(String model, int maxTokens, boolean stream) {
    ObjectNode body = MAPPER.createObjectNode().put("model", model);
    ArrayNode messages = body.putArray("messages");
    turns.forEach(
        turn -> messages.addObject().put("role", turn.role()).put("content", turn.content()));
    body.put("max_tokens", maxTokens).put("stream", stream);
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What an answer in this shape says; empty where it is of another. */
  static String contentOf(byte[] answer, boolean stream) {
    String text = new String(answer, StandardCharsets.UTF_8);
    if (!stream) {
      return choice(text).path("message").path("content").asText();
    }
    StringBuilder content = new StringBuilder();
    text.lines()
        .filter(line -> line.startsWith(DATA))
        .map(line -> choice(line.substring(DATA.length())).path("delta").path("content"))
        .filter(JsonNode::isTextual)
        .forEach(piece -> content.append(piece.textValue()));
    return content.toString();
  }

  private static JsonNode choice(String json) {
    try {
      return MAPPER.readTree(json).path("choices").path(0);
    } catch (JacksonException e) {
      return MAPPER.missingNode(); // [DONE], or an answer of another shape
    }
  }
}
