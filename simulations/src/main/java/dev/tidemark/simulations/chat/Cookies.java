package dev.tidemark.simulations.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.CookieSpec;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.RFC6265LaxSpec;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;

/** What a target has set for one user. */
final class Cookies {
  private static final CookieSpec SPEC = new RFC6265LaxSpec();

  private final HttpHost host;
  private final BasicCookieStore store = new BasicCookieStore();

  Cookies(HttpHost host) {
    this.host = host;
  }

  /** The header to send to this path; none where there is nothing to send. */
  List<Header> headers(String path) {
    List<Cookie> matching = new ArrayList<>();
    CookieOrigin origin = origin(path);
    Instant now = Instant.now();
    for (Cookie cookie : store.getCookies()) {
      if (!cookie.isExpired(now) && SPEC.match(cookie, origin)) {
        matching.add(cookie);
      }
    }
    return matching.isEmpty() ? List.of() : SPEC.formatCookies(matching);
  }

  /** Keeps what an answer to this path sets; what cannot be read is left out. */
  void take(String path, HttpResponse response) {
    for (Header header : response.getHeaders("Set-Cookie")) {
      CookieOrigin origin = origin(path);
      try {
        for (Cookie cookie : SPEC.parse(header, origin)) {
          SPEC.validate(cookie, origin);
          store.addCookie(cookie);
        }
      } catch (MalformedCookieException e) {
        // browsers leave it out as well
      }
    }
  }

  private CookieOrigin origin(String path) {
    int query = path.indexOf('?');
    String bare = query < 0 ? path : path.substring(0, query);
    boolean secure = "https".equals(host.getSchemeName());
    return new CookieOrigin(host.getHostName(), host.getPort(), bare, secure);
  }
}
