package dev.tidemark.simulations.chat;

import java.time.Duration;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexerFactory;
import org.apache.hc.core5.http2.impl.nio.ClientHttpProtocolNegotiationStarter;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.EndpointParameters;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * Opens connections to one target, and serves all of them with few I/O threads. It has no pool and
 * repeats nothing: who asks for a connection owns it.
 */
final class ChatClient implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(10);
  private static final int READ_BUFFER = 32 * 1024;

  /** A reader that reads slowly, or not at all, must leave the rest with the other side. */
  private static final int CAREFUL_BUFFER = 1024;

  private static final int H2_WINDOW = 1024 * 1024;

  private final HttpHost host;
  private final TlsConfig tls;
  private final DefaultConnectingIOReactor reactor;
  private final GoAways goAways;

  private ChatClient(
      HttpHost host, TlsConfig tls, DefaultConnectingIOReactor reactor, GoAways goAways) {
    this.goAways = goAways;
    this.host = host;
    this.tls = tls;
    this.reactor = reactor;
  }

  /**
   * Starts the I/O threads.
   *
   * @param careful whether what is not read yet is to stay with the other side as far as possible
   */
  static ChatClient start(
      String name, HttpHost host, Transport transport, boolean careful, int threads) {
    HttpVersionPolicy version =
        transport.http2() ? HttpVersionPolicy.FORCE_HTTP_2 : HttpVersionPolicy.FORCE_HTTP_1;
    TlsConfig tls = TlsConfig.custom().setVersionPolicy(version).build();
    HttpProcessor nothing = HttpProcessorBuilder.create().build();
    ClientTlsStrategyBuilder strategy = ClientTlsStrategyBuilder.create();
    // else nobody looks at the name in a certificate: 5.5 asks the JDK to, but too late
    strategy.setHostVerificationPolicy(HostnameVerificationPolicy.BOTH);
    transport.tls().ifPresent(strategy::setSslContext);
    Http1Config http1 =
        Http1Config.custom()
            .setBufferSize(careful ? CAREFUL_BUFFER : READ_BUFFER)
            .setInitialWindowSize(careful ? 1 : Integer.MAX_VALUE)
            .build();
    H2Config http2 =
        H2Config.custom()
            .setPushEnabled(false)
            .setInitialWindowSize(careful ? CAREFUL_BUFFER : H2_WINDOW)
            .build();
    IOReactorConfig io =
        IOReactorConfig.custom()
            .setIoThreadCount(threads)
            .setTcpNoDelay(true)
            .setSoTimeout(Timeout.of(transport.patience()))
            .setRcvBufSize(careful ? CAREFUL_BUFFER : 0)
            .build();
    GoAways goAways = new GoAways();
    DefaultConnectingIOReactor reactor =
        new DefaultConnectingIOReactor(
            new ClientHttpProtocolNegotiationStarter(
                new ClientHttp1StreamDuplexerFactory(
                    nothing, http1, null, null, null, WholeRequest.writers(), null),
                new ClientH2StreamMultiplexerFactory(nothing, null, http2, null, goAways),
                version,
                strategy.buildAsync(),
                CONNECT,
                null),
            io,
            task -> {
              Thread thread = new Thread(task, "tidemark-chat-" + name);
              thread.setDaemon(true);
              return thread;
            },
            null,
            null,
            null,
            null);
    reactor.start();
    return new ChatClient(host, tls, reactor, goAways);
  }

  GoAways goAways() {
    return goAways;
  }

  /** Opens one more connection; TLS is made ready before the first request on it. */
  void connect(FutureCallback<IOSession> then) {
    var unused =
        reactor.connect(host, null, null, CONNECT, new EndpointParameters(host, tls), then);
  }

  /** Cuts all connections. */
  @Override
  public void close() {
    reactor.close(CloseMode.IMMEDIATE);
  }

  static Duration timeToRead(long bytesPerSecond) {
    return Duration.ofMillis(1000L * CAREFUL_BUFFER / bytesPerSecond + 1);
  }
}
