package dev.tidemark.targets.catalogue;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/**
 * An answer of {@value #CHUNKS} server-sent events of about 1 KiB, a millisecond apart, and {@code
 * [DONE]}. All of it runs on the exchange's I/O thread. A client that leaves is noticed by the
 * write that fails.
 */
final class StreamedAnswer implements IoCallback {
  static final int CHUNKS = 32;
  private static final int PACE_MILLIS = 1;
  private static final byte[] DONE = ascii("data: [DONE]\n\n");
  private static final byte[] CHUNK = chunk();

  private final Case served;
  private final Call call;
  private final Counts counts;
  private int sent;

  private StreamedAnswer(Case served, Call call, Counts counts) {
    this.served = served;
    this.call = call;
    this.counts = counts;
  }

  static void send(HttpServerExchange exchange, Case served, Call call, Counts counts) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
    new StreamedAnswer(served, call, counts).sendNext(exchange);
  }

  private void sendNext(HttpServerExchange exchange) {
    byte[] next = sent == CHUNKS ? DONE : CHUNK;
    if (sent < CHUNKS) {
      served.onChunk(call, next);
    }
    sent++;
    exchange.getResponseSender().send(ByteBuffer.wrap(next), this);
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    if (sent > CHUNKS) {
      served.onCompleted(call);
      exchange.endExchange();
    } else {
      exchange
          .getIoThread()
          .executeAfter(() -> sendNext(exchange), PACE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
    counts.aborted();
    served.onAborted(call);
    IoUtils.safeClose(exchange.getConnection());
  }

  private static byte[] chunk() {
    byte[] text = new byte[960];
    Arrays.fill(text, (byte) 'a');
    return ascii(
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
            + new String(text, StandardCharsets.US_ASCII)
            + "\"}}]}\n\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
