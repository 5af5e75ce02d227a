package dev.tidemark.simulations.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.jspecify.annotations.Nullable;

/** What the requests of one target have in common on the wire, put together once. */
final class RequestHead {
  private static final String ID = "X-Request-Id";

  private final ChatTarget target;
  private final HttpHost host;
  private final List<Header> headers = new ArrayList<>();

  RequestHead(ChatTarget target, boolean http2) {
    this.target = target;
    this.host = new HttpHost(target.base().getScheme(), target.base().getHost(), target.port());
    if (!http2) {
      String port = target.base().getPort() < 0 ? "" : ":" + target.base().getPort();
      headers.add(new BasicHeader("Host", target.base().getHost() + port));
    }
    target
        .headers()
        .forEach(
            (name, value) ->
                headers.add(new BasicHeader(http2 ? name.toLowerCase(Locale.ROOT) : name, value)));
  }

  HttpHost host() {
    return host;
  }

  HttpRequest request(ChatCall call) {
    BasicHttpRequest request = new BasicHttpRequest(target.method(), host, target.path());
    for (Header header : headers) {
      request.addHeader(header);
    }
    request.addHeader(new BasicHeader(ID, call.id()));
    if (call.body().length > 0) {
      request.addHeader(new BasicHeader("Content-Length", Integer.toString(call.body().length)));
    }
    return request;
  }

  @Nullable EntityDetails entity(ChatCall call) {
    return call.body().length == 0
        ? null
        : new BasicEntityDetails(call.body().length, ContentType.APPLICATION_JSON);
  }

  /** Takes from an answer what later requests are to carry. */
  void remember(HttpResponse response) {}
}
