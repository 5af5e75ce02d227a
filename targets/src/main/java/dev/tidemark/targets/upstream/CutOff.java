package dev.tidemark.targets.upstream;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.xnio.IoUtils;

/** Closes the connection once what there is of an answer was sent. */
final class CutOff implements IoCallback {
  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    IoUtils.safeClose(exchange.getConnection());
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
    IoUtils.safeClose(exchange.getConnection());
  }
}
