package dev.tidemark.targets.program;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import java.io.IOException;

/**
 * A handler that reads the whole request body on the I/O thread and passes it on; a {@link
 * BadRequestException} becomes a 400.
 */
public final class WholeBody implements HttpHandler {
  private final Receiver receiver;

  /** Takes a request with its body; runs on the I/O thread, so it must not block. */
  @FunctionalInterface
  public interface Receiver {
    void receive(HttpServerExchange exchange, byte[] body) throws BadRequestException;
  }

  public WholeBody(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.getRequestReceiver().receiveFullBytes(this::received, WholeBody::failed);
  }

  private void received(HttpServerExchange exchange, byte[] body) {
    try {
      receiver.receive(exchange, body);
    } catch (BadRequestException e) {
      Replies.error(exchange, 400, e.explanation());
    }
  }

  private static void failed(HttpServerExchange exchange, IOException failure) {
    if (failure instanceof RequestTooBigException) {
      Replies.error(exchange, 413, "the body is larger than this program reads");
    } else {
      exchange.endExchange();
    }
  }
}
