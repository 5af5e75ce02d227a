package dev.tidemark.experiment;

import dev.tidemark.traffic.Outgoing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request over HTTP/2, as the chat action speaks it: to see whether it is answered. */
final class ModernTrial {
  private final Optional<SSLContext> tls;
  private final Duration connect;
  private final Duration patience;

  /**
   * @param tls whom to trust and what to show; empty means what Java trusts
   * @param connect how long a connection may take
   * @param patience how long the whole answer may take
   */
  ModernTrial(Optional<SSLContext> tls, Duration connect, Duration patience) {
    this.tls = tls;
    this.connect = connect;
    this.patience = patience;
  }

  /** Sends it once, reads the answer to its end, and returns its status. */
  int status(URI uri, Outgoing outgoing) throws IOException {
    SimpleHttpRequest request = SimpleRequestBuilder.create(outgoing.method()).setUri(uri).build();
    outgoing.headers().forEach(request::setHeader);
    if (outgoing.hasBody()) {
      request.setBody(outgoing.body(), null);
    }
    try (CloseableHttpAsyncClient client = client()) {
      client.start();
      Future<Integer> status =
          client.execute(SimpleRequestProducer.create(request), new Status(), null);
      return status.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException failure
          ? failure
          : new IOException(String.valueOf(cause), e);
    } catch (TimeoutException e) {
      throw new IOException("its answer does not end", e);
    } catch (CancellationException e) {
      throw new IOException("it was given up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting");
    }
  }

  private CloseableHttpAsyncClient client() {
    ClientTlsStrategyBuilder strategy = ClientTlsStrategyBuilder.create();
    tls.ifPresent(strategy::setSslContext);
    return HttpAsyncClients.custom()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableRedirectHandling()
        .setIoReactorExceptionCallback(failure -> {}) // status() throws it, too
        .setConnectionManager(
            PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(strategy.buildAsync())
                .setDefaultTlsConfig(
                    TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2).build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(patience))
                        .build())
                .build())
        .build();
  }

  /** Reads an answer and keeps its status. */
  private static final class Status extends AbstractBinResponseConsumer<Integer> {
    private int code;

    @Override
    protected void start(HttpResponse response, @Nullable ContentType type) {
      code = response.getCode();
    }

    @Override
    protected int capacityIncrement() {
      return Integer.MAX_VALUE;
    }

    @Override
    protected void data(ByteBuffer bytes, boolean last) {
      bytes.position(bytes.limit());
    }

    @Override
    protected Integer buildResult() {
      return code;
    }

    @Override
    public void releaseResources() {}
  }
}
