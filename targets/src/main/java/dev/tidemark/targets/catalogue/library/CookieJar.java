package dev.tidemark.targets.catalogue.library;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;

/** Shares a cookie store of HttpClient 5 among all users, each of whom has a cookie of his own. */
final class CookieJar implements Case {
  private final BasicCookieStore store = new BasicCookieStore();

  @Override
  public void onRequest(Call call) {
    BasicClientCookie cookie = new BasicClientCookie("session-" + call.number(), "value");
    cookie.setDomain("localhost");
    cookie.setPath("/");
    store.addCookie(cookie);
  }
}
