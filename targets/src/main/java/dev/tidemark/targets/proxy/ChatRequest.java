package dev.tidemark.targets.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.targets.program.BadRequestException;
import dev.tidemark.targets.program.Json;

/** A valid chat request: its prompt, and what to forward, in the OpenAI shape. */
record ChatRequest(String prompt, ObjectNode forward) {
  private static final int MAX_TOKENS = 1_000_000;
  private static final String MODEL = "tidemark-fake";

  /** Reads {@code {"prompt", "max_tokens", "stream"}} or the OpenAI shape. */
  static ChatRequest parse(byte[] body) throws BadRequestException {
    ObjectNode request = Json.readObject(body);
    ObjectNode forward = Json.object();
    forward.put("model", request.path("model").asText(MODEL));
    ArrayNode messages = forward.putArray("messages");
    String prompt =
        request.has("messages")
            ? readMessages(request.path("messages"), messages)
            : readPrompt(request.path("prompt"), messages);
    readMaxTokens(request.path("max_tokens"), forward);
    readStream(request.path("stream"), forward);
    return new ChatRequest(prompt, forward);
  }

  private static String readPrompt(JsonNode prompt, ArrayNode messages) throws BadRequestException {
    if (!prompt.isTextual()) {
      throw new BadRequestException("the body needs a string 'prompt' or a list 'messages'");
    }
    messages.addObject().put("role", "user").put("content", prompt.textValue());
    return prompt.textValue();
  }

  private static String readMessages(JsonNode from, ArrayNode messages) throws BadRequestException {
    if (!from.isArray() || from.isEmpty()) {
      throw new BadRequestException("'messages' must be a list with at least one message");
    }
    StringBuilder prompt = new StringBuilder();
    for (JsonNode message : from) {
      if (!message.path("role").isTextual() || !message.path("content").isTextual()) {
        throw new BadRequestException("every message needs a string 'role' and 'content'");
      }
      prompt.append(prompt.isEmpty() ? "" : "\n").append(message.path("content").textValue());
      messages.add(message);
    }
    return prompt.toString();
  }

  private static void readMaxTokens(JsonNode maxTokens, ObjectNode forward)
      throws BadRequestException {
    if (maxTokens.isMissingNode() || maxTokens.isNull()) {
      return;
    }
    if (!maxTokens.isIntegralNumber()
        || !maxTokens.canConvertToInt()
        || maxTokens.intValue() < 1
        || maxTokens.intValue() > MAX_TOKENS) {
      throw new BadRequestException("'max_tokens' must be a whole number from 1 to " + MAX_TOKENS);
    }
    forward.put("max_tokens", maxTokens.intValue());
  }

  private static void readStream(JsonNode stream, ObjectNode forward) throws BadRequestException {
    if (stream.isMissingNode() || stream.isNull()) {
      return;
    }
    if (!stream.isBoolean()) {
      throw new BadRequestException("'stream' must be true or false");
    }
    forward.put("stream", stream.booleanValue());
  }
}
