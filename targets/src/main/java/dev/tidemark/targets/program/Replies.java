package dev.tidemark.targets.program;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;

/** Whole JSON answers. */
public final class Replies {
  private Replies() {}

  public static void json(HttpServerExchange exchange, int status, JsonNode body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(ByteBuffer.wrap(Json.bytes(body)));
  }

  /** Answers with {@code {"error": message}}. */
  public static void error(HttpServerExchange exchange, int status, String message) {
    json(exchange, status, Json.object().put("error", message));
  }

  public static void health(HttpServerExchange exchange, long requestsServed) {
    json(exchange, 200, Json.object().put("status", "ok").put("requestsServed", requestsServed));
  }
}
