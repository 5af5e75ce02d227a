package dev.tidemark.targets.program;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Map;

/** A table from {@code "METHOD /path"} to handlers; everything else is 404 in JSON. */
public final class Routes implements HttpHandler {
  private final Map<String, HttpHandler> handlers;

  public Routes(Map<String, HttpHandler> handlers) {
    this.handlers = Map.copyOf(handlers);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String route = exchange.getRequestMethod() + " " + exchange.getRequestPath();
    HttpHandler handler = handlers.get(route);
    if (handler == null) {
      Replies.error(exchange, 404, "no such endpoint: " + route);
    } else {
      handler.handleRequest(exchange);
    }
  }
}
