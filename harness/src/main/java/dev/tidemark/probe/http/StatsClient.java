package dev.tidemark.probe.http;

import dev.tidemark.probe.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sends one request at a time, follows no redirects, and reads no more than a bounded answer. */
final class StatsClient {
  private static final int LARGEST = 4 << 20;

  private final StatsRequest request;
  private final Optional<SSLContext> tls;
  private volatile Optional<HttpUriRequestBase> running = Optional.empty();
  private Optional<CloseableHttpClient> client = Optional.empty();

  StatsClient(StatsRequest request, Optional<SSLContext> tls) {
    this.request = request;
    this.tls = tls;
  }

  byte[] get(Deadline deadline) throws StatsUnreadable {
    return send("GET", request.path(), request.shownPath(), deadline);
  }

  void collect(String line, Deadline deadline) throws StatsUnreadable {
    int blank = line.indexOf(' ');
    String path = line.substring(blank + 1);
    int query = path.indexOf('?');
    send(line.substring(0, blank), path, query < 0 ? path : path.substring(0, query), deadline);
  }

  /** Cuts the connection of the request that runs, if one does. */
  void abort() {
    running.ifPresent(HttpUriRequestBase::abort);
  }

  synchronized void close() {
    abort();
    client.ifPresent(open -> open.close(CloseMode.IMMEDIATE));
  }

  private synchronized CloseableHttpClient client() {
    CloseableHttpClient open =
        client.orElseGet(
            () ->
                HttpClients.custom()
                    .setConnectionManager(
                        connections()
                            .setMaxConnTotal(1)
                            .setMaxConnPerRoute(1)
                            .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                    .setConnectTimeout(Timeout.ofSeconds(10))
                                    .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                                    .build())
                            .build())
                    .setUserAgent("tidemark")
                    .disableAutomaticRetries()
                    .disableRedirectHandling()
                    .disableCookieManagement()
                    .build());
    client = Optional.of(open);
    return open;
  }

  private PoolingHttpClientConnectionManagerBuilder connections() {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create();
    tls.ifPresent(
        context ->
            connections.setTlsSocketStrategy(
                ClientTlsStrategyBuilder.create().setSslContext(context).buildClassic()));
    return connections;
  }

  private byte[] send(String method, String path, String shown, Deadline deadline)
      throws StatsUnreadable {
    String what = method + " " + shown;
    for (int attempt = 0; ; attempt++) {
      try {
        return once(method, path, what, deadline);
      } catch (SocketTimeoutException e) {
        throw new StatsUnreadable(what + " did not answer within " + deadline);
      } catch (NoHttpResponseException e) {
        if (attempt > 0 || deadline.expired()) {
          throw new StatsUnreadable(what + " failed: the connection was closed without an answer");
        }
      } catch (IOException e) {
        if (deadline.expired()) {
          throw new StatsUnreadable(what + " did not answer in full within " + deadline);
        }
        throw new StatsUnreadable(what + " failed: " + words(e), refused(e));
      }
    }
  }

  private byte[] once(String method, String path, String what, Deadline deadline)
      throws IOException, StatsUnreadable {
    HttpUriRequestBase exchange = new HttpUriRequestBase(method, resolve(path));
    request.headers().forEach(exchange::setHeader);
    Timeout left = Timeout.of(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
    exchange.setConfig(
        RequestConfig.custom().setConnectionRequestTimeout(left).setResponseTimeout(left).build());
    running = Optional.of(exchange);
    try {
      if (deadline.expired()) {
        throw new SocketTimeoutException();
      }
      StatsAnswer answer =
          client().execute(exchange, response -> answer(response, exchange, deadline));
      return answer.bodyOr(what);
    } finally {
      running = Optional.empty();
    }
  }

  private URI resolve(String path) {
    String base = request.base().toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private static StatsAnswer answer(
      ClassicHttpResponse response, HttpUriRequestBase exchange, Deadline deadline)
      throws IOException, HttpException {
    HttpEntity entity = response.getEntity();
    String type = entity == null ? "" : String.valueOf(entity.getContentType());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean tooLarge = false;
    if (entity != null) {
      InputStream in = entity.getContent();
      byte[] chunk = new byte[16 << 10];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (deadline.expired()) {
          exchange.abort();
          throw new SocketTimeoutException();
        }
        body.write(chunk, 0, n);
        if (body.size() > LARGEST) {
          tooLarge = true;
          exchange.abort();
          break;
        }
      }
    }
    return new StatsAnswer(response.getCode(), type, body.toByteArray(), tooLarge);
  }

  private static boolean refused(IOException e) {
    return e instanceof ConnectException && String.valueOf(e.getMessage()).contains("refused");
  }

  private static String words(IOException e) {
    if (refused(e)) {
      return "connection refused";
    }
    if (e instanceof UnknownHostException) {
      return "unknown host";
    }
    if (e instanceof SSLException) {
      return "TLS: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
    return e instanceof SocketException ? "the connection broke" : "the answer broke off";
  }
}
