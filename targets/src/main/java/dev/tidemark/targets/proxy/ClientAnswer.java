package dev.tidemark.targets.proxy;

import dev.tidemark.targets.program.Replies;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** One client's answer: relayed piece by piece, or sent whole; not both. */
final class ClientAnswer {
  private final HttpServerExchange exchange;
  private boolean begun;

  ClientAnswer(HttpServerExchange exchange) {
    this.exchange = exchange;
  }

  /** Relays an upstream answer through {@code buffer}; events go on as soon as they arrive. */
  void relay(ClassicHttpResponse response, byte[] buffer) throws IOException {
    HttpEntity entity = response.getEntity();
    long length = entity.getContentLength();
    OutputStream out = begin(entity.getContentType(), length);
    boolean events = length < 0;
    InputStream in = entity.getContent();
    long total = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      total += read;
      if (total == length) {
        releaseConnection(in);
      }
      out.write(buffer, 0, read);
      if (events) {
        out.flush();
      }
    }
    out.close();
  }

  /**
   * Reads the end of an upstream answer, which gives its connection back to the pool. Done before
   * the client has its last byte, because the client's next request would open another connection.
   */
  static void releaseConnection(InputStream atItsEnd) throws IOException {
    if (atItsEnd.read() >= 0) {
      throw new IOException("it sent more than it announced");
    }
  }

  boolean begun() {
    return begun;
  }

  void sendWhole(@Nullable String contentType, byte[] body) throws IOException {
    OutputStream out = begin(contentType, body.length);
    out.write(body);
    out.close();
  }

  private OutputStream begin(@Nullable String contentType, long length) {
    begun = true;
    if (contentType != null) {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
    }
    if (length >= 0) {
      exchange.setResponseContentLength(length);
    }
    exchange.startBlocking();
    return exchange.getOutputStream();
  }

  /** Tells the client of a failure: 502, or a cut connection when the answer has begun. */
  void fail(IOException failure) {
    if (begun) {
      IoUtils.safeClose(exchange.getConnection());
    } else {
      Replies.error(exchange, 502, "the upstream failed: " + failure.getMessage());
    }
  }
}
