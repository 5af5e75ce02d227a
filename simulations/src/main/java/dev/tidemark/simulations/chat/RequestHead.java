package dev.tidemark.simulations.chat;

import dev.tidemark.traffic.Outgoing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Puts requests to one target on the wire. Headers that requests share are put together once for as
 * long as they stay the same.
 */
final class RequestHead {
  private static final String ID = "X-Request-Id";
  private static final String LENGTH = "Content-Length";

  private final HttpHost host;
  private final boolean http2;
  private final String authority;
  private volatile Shared shared;

  /** Headers as they were given, and as they are written. */
  private record Shared(Map<String, String> given, List<Header> written) {}

  /**
   * What is sent to one target.
   *
   * @param base scheme, host and port
   */
  RequestHead(URI base, boolean http2) {
    int port = base.getPort() > 0 ? base.getPort() : "https".equals(base.getScheme()) ? 443 : 80;
    this.host = new HttpHost(base.getScheme(), base.getHost(), port);
    this.http2 = http2;
    this.authority = base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
    this.shared = written(Map.of());
  }

  boolean http2() {
    return http2;
  }

  HttpHost host() {
    return host;
  }

  private Shared written(Map<String, String> given) {
    List<Header> headers = new ArrayList<>();
    if (!http2) {
      headers.add(new BasicHeader("Host", authority));
    }
    given.forEach((name, value) -> headers.add(new BasicHeader(http2 ? lower(name) : name, value)));
    return new Shared(given, List.copyOf(headers));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  HttpRequest request(ChatCall call, List<Header> own) {
    Outgoing outgoing = call.request();
    Shared now = shared;
    if (now.given() != outgoing.headers()) {
      now = written(outgoing.headers());
      shared = now;
    }
    BasicHttpRequest request =
        isWhole(call)
            ? new WholeRequest(outgoing.method(), host, outgoing.path(), outgoing.body())
            : new BasicHttpRequest(outgoing.method(), host, outgoing.path());
    for (Header header : now.written()) {
      request.addHeader(header);
    }
    for (Header header : own) {
      request.addHeader(http2 ? lower(header.getName()) : header.getName(), header.getValue());
    }
    request.addHeader(new BasicHeader(http2 ? lower(ID) : ID, call.id()));
    if (outgoing.hasBody()) {
      String length = Integer.toString(outgoing.body().length);
      request.addHeader(new BasicHeader(http2 ? lower(LENGTH) : LENGTH, length));
    }
    return request;
  }

  private boolean isWhole(ChatCall call) {
    return !http2 && call.request().hasBody() && call.request().body().length <= WholeRequest.MOST;
  }

  /** What is known of the body that follows the head; null where none does. */
  @Nullable EntityDetails entity(ChatCall call) {
    return call.request().hasBody() && !isWhole(call)
        ? new BasicEntityDetails(call.request().body().length, null)
        : null;
  }
}
