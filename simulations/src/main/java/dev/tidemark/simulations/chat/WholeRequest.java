package dev.tidemark.simulations.chat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.NHttpMessageWriter;
import org.apache.hc.core5.http.nio.NHttpMessageWriterFactory;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;

/**
 * A request whose body goes out with its head over HTTP/1.1: in one write, at once, instead of when
 * the selector has come round again.
 */
final class WholeRequest extends BasicHttpRequest {
  private static final long serialVersionUID = 1L;

  /** A larger body is streamed: it would have to be copied as a whole. */
  static final int MOST = 128 * 1024;

  private final transient ByteBuffer body;

  WholeRequest(String method, HttpHost host, String path, byte[] body) {
    super(method, host, path);
    this.body = ByteBuffer.wrap(body);
  }

  /** Writes such requests, and all others as usual. */
  static NHttpMessageWriterFactory<HttpRequest> writers() {
    return () -> new Writer(DefaultHttpRequestWriterFactory.INSTANCE.create());
  }

  private record Writer(NHttpMessageWriter<HttpRequest> usual)
      implements NHttpMessageWriter<HttpRequest> {
    @Override
    public void write(HttpRequest request, SessionOutputBuffer buffer)
        throws IOException, HttpException {
      usual.write(request, buffer);
      if (request instanceof WholeRequest whole) {
        buffer.write(whole.body);
      }
    }

    @Override
    public void reset() {
      usual.reset();
    }
  }
}
