package dev.tidemark.probe.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one request at a time on one connection that is kept, over HTTP/1.1 or HTTP/2: follows no
 * redirects, keeps no cookies, and sends nothing again. One I/O thread, from the first request on.
 */
public final class WebClient implements AutoCloseable {
  private final Wire wire;
  private volatile Optional<Future<WebAnswer>> running = Optional.empty();
  private Optional<CloseableHttpAsyncClient> client = Optional.empty();
  private boolean closed;

  /** One that is not connected yet. */
  public WebClient(Wire wire) {
    this.wire = wire;
  }

  /**
   * What to send.
   *
   * @param body may be empty
   */
  @SuppressWarnings("ArrayRecordComponent") // sent, and looked at by nobody else
  public record Message(String method, URI uri, Map<String, String> headers, byte[] body) {
    /** One without a body. */
    public Message(String method, URI uri, Map<String, String> headers) {
      this(method, uri, headers, new byte[0]);
    }
  }

  /** Reads an answer of any length to its end, and keeps nothing of its body. */
  public WebAnswer sendAndDrain(Message message, Duration patience) throws IOException {
    return send(message, new WebReader(0, false), patience);
  }

  /** Reads an answer, and cuts it where it is longer than so many bytes. */
  WebAnswer send(Message message, int most, Duration patience) throws IOException {
    return send(message, new WebReader(most, true), patience);
  }

  /**
   * @throws NoHttpResponseException if the connection was closed without an answer
   * @throws SocketTimeoutException if the answer did not end in time
   */
  private WebAnswer send(Message message, WebReader reader, Duration patience) throws IOException {
    Future<WebAnswer> answer =
        client().execute(SimpleRequestProducer.create(request(message, patience)), reader, null);
    running = Optional.of(answer);
    try {
      return answer.get(Math.max(1, patience.toNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (reader.tooLarge()) {
        return reader.answer();
      }
      throw failure(e, reader);
    } catch (TimeoutException e) {
      cut(answer);
      throw late(e);
    } catch (CancellationException e) {
      throw new IOException("it was given up", e);
    } catch (InterruptedException e) {
      cut(answer);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting");
    } finally {
      running = Optional.empty();
    }
  }

  private static IOException failure(ExecutionException e, WebReader reader) {
    Throwable cause = e.getCause();
    boolean closed =
        cause instanceof ConnectionClosedException || cause instanceof RequestNotExecutedException;
    if (closed && !reader.begun()) {
      NoHttpResponseException none = new NoHttpResponseException("closed without an answer");
      none.initCause(cause);
      return none;
    }
    return cause instanceof IOException failure
        ? failure
        : new IOException(String.valueOf(cause), e);
  }

  private static SocketTimeoutException late(TimeoutException cause) {
    SocketTimeoutException late = new SocketTimeoutException("its answer does not end");
    late.initCause(cause);
    return late;
  }

  private static SimpleHttpRequest request(Message message, Duration patience) {
    SimpleHttpRequest request =
        SimpleRequestBuilder.create(message.method()).setUri(message.uri()).build();
    message.headers().forEach(request::setHeader);
    if (message.body().length > 0) {
      request.setBody(message.body(), null);
    }
    Timeout left = Timeout.of(patience);
    request.setConfig(
        RequestConfig.custom().setConnectionRequestTimeout(left).setResponseTimeout(left).build());
    return request;
  }

  private synchronized CloseableHttpAsyncClient client() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    CloseableHttpAsyncClient open = client.orElseGet(this::open);
    client = Optional.of(open);
    return open;
  }

  private CloseableHttpAsyncClient open() {
    ClientTlsStrategyBuilder strategy = ClientTlsStrategyBuilder.create();
    // else nobody looks at the name in a certificate: 5.5 asks the JDK to, but too late
    strategy.setHostVerificationPolicy(HostnameVerificationPolicy.BOTH);
    wire.tls().ifPresent(strategy::setSslContext);
    CloseableHttpAsyncClient open =
        HttpAsyncClients.custom()
            .setUserAgent("tidemark")
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableRedirectHandling()
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
            .setThreadFactory(new DefaultThreadFactory("tidemark-web", true))
            .setIoReactorExceptionCallback(failure -> {}) // whoever waits is told, too
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setTlsStrategy(strategy.buildAsync())
                    .setMaxConnTotal(1)
                    .setMaxConnPerRoute(1)
                    .setDefaultTlsConfig(
                        TlsConfig.custom().setVersionPolicy(wire.version().policy()).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(wire.connect()))
                            .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                            .build())
                    .build())
            .build();
    open.start();
    return open;
  }

  /** Cuts the connection of the request that runs, if one does; any thread. */
  void abort() {
    running.ifPresent(this::cut);
  }

  /**
   * Gives an answer up, and the connection with it. To cancel is not enough: about one in fifty
   * answers that are cancelled while they arrive is read on for ever, and keeps the connection.
   */
  private synchronized void cut(Future<WebAnswer> answer) {
    answer.cancel(true);
    disconnect();
  }

  @Override
  public synchronized void close() {
    closed = true;
    disconnect();
  }

  private synchronized void disconnect() {
    client.ifPresent(open -> open.close(CloseMode.IMMEDIATE));
    client = Optional.empty();
  }
}
