package dev.tidemark.simulations.chat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;

/** A server that speaks HTTP/2 alone, on a plain or a secure connection. */
final class ModernServer implements AutoCloseable {
  private final HttpAsyncServer server;
  private final URI url;
  private final List<String> ids;

  private ModernServer(HttpAsyncServer server, URI url, List<String> ids) {
    this.server = server;
    this.url = url;
    this.ids = ids;
  }

  /**
   * Answers every request with this text.
   *
   * @param tls empty for a plain connection
   * @param clientMustShow whether a client without a certificate is turned away
   */
  static ModernServer answering(
      String text, HttpVersionPolicy version, Optional<SSLContext> tls, boolean clientMustShow)
      throws InterruptedException, ExecutionException {
    List<String> ids = new CopyOnWriteArrayList<>();
    H2ServerBootstrap bootstrap =
        H2ServerBootstrap.bootstrap()
            .setCanonicalHostName("127.0.0.1")
            .setVersionPolicy(version)
            .register("*", handler(text, ids));
    tls.ifPresent(
        context ->
            bootstrap.setTlsStrategy(
                new H2ServerTlsStrategy(
                    context,
                    (endpoint, engine) -> engine.setNeedClientAuth(clientMustShow),
                    null)));
    HttpAsyncServer server = bootstrap.create();
    server.start();
    URIScheme scheme = tls.isPresent() ? URIScheme.HTTPS : URIScheme.HTTP;
    Future<ListenerEndpoint> listening =
        server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), scheme);
    int port = ((InetSocketAddress) listening.get().getAddress()).getPort();
    return new ModernServer(server, URI.create(scheme.id + "://127.0.0.1:" + port), ids);
  }

  private static AsyncServerRequestHandler<Message<HttpRequest, String>> handler(
      String text, List<String> ids) {
    return new AsyncServerRequestHandler<>() {
      @Override
      public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
          HttpRequest request, EntityDetails entity, HttpContext context) {
        return new BasicRequestConsumer<>(new StringAsyncEntityConsumer());
      }

      @Override
      public void handle(
          Message<HttpRequest, String> message, ResponseTrigger trigger, HttpContext context)
          throws IOException, org.apache.hc.core5.http.HttpException {
        ids.add(message.getHead().getFirstHeader("X-Request-Id").getValue());
        trigger.submitResponse(
            AsyncResponseBuilder.create(200)
                .setEntity(text.getBytes(StandardCharsets.UTF_8), null)
                .build(),
            context);
      }
    };
  }

  URI url() {
    return url;
  }

  List<String> ids() {
    return ids;
  }

  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
  }
}
