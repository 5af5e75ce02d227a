package dev.tidemark.simulations.chat;

import java.net.URI;
import java.util.Map;

/**
 * Where requests go, and what all of them have in common.
 *
 * @param base scheme, host and port
 * @param path with its query
 * @param headers sent with every request; may hold secrets
 * @param stream whether the answer is a stream of server-sent events that ends with {@code [DONE]}
 */
public record ChatTarget(
    URI base, String method, String path, Map<String, String> headers, boolean stream) {
  public ChatTarget {
    headers = Map.copyOf(headers);
  }

  /** The port that connections are opened to. */
  int port() {
    if (base.getPort() > 0) {
      return base.getPort();
    }
    return secure() ? 443 : 80;
  }

  boolean secure() {
    return "https".equals(base.getScheme());
  }

  /** Hides what the headers hold. */
  @Override
  public String toString() {
    return method + " " + base + path + " with headers " + headers.keySet();
  }
}
