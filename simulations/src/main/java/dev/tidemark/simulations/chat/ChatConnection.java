package dev.tidemark.simulations.chat;

import java.util.concurrent.CancellationException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One user's connection: opened when first needed, and again after it was cut. */
final class ChatConnection {
  private final ChatClient client;
  private volatile @Nullable IOSession session;

  ChatConnection(ChatClient client) {
    this.client = client;
  }

  /** Sends a request; whatever becomes of it, the exchange tells its owner once. */
  void send(Exchange exchange, Timeout patience) {
    IOSession now = session;
    if (now != null && now.isOpen()) {
      execute(now, exchange, patience);
      return;
    }
    connect(exchange, patience);
  }

  private void connect(Exchange exchange, Timeout patience) {
    client.connect(
        new FutureCallback<IOSession>() {
          @Override
          public void completed(IOSession opened) {
            forget(session);
            session = opened;
            execute(opened, exchange, patience);
          }

          @Override
          public void failed(Exception cause) {
            exchange.failed(cause);
          }

          @Override
          public void cancelled() {
            exchange.failed(new CancellationException());
          }
        });
  }

  private void forget(@Nullable IOSession former) {
    if (former != null) {
      client.goAways().forget(former.getId());
    }
  }

  private void execute(IOSession on, Exchange exchange, Timeout patience) {
    exchange.sentOn(() -> client.goAways().refusedLast(on.getId()));
    if (!patience.equals(on.getSocketTimeout())) {
      on.setSocketTimeout(patience);
    }
    on.enqueue(
        new RequestExecutionCommand(exchange, HttpCoreContext.create()), Command.Priority.NORMAL);
  }

  /** Keeps it open however long nothing is sent. */
  void rest() {
    IOSession now = session;
    if (now != null) {
      now.setSocketTimeout(Timeout.INFINITE);
    }
  }

  /** Closes it at once; the next request opens another. */
  void cut() {
    IOSession now = session;
    session = null;
    if (now != null) {
      now.close(CloseMode.IMMEDIATE);
      forget(now);
    }
  }
}
