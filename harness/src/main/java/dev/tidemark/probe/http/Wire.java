package dev.tidemark.probe.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/**
 * How connections to a server are made.
 *
 * @param version what is spoken on them
 * @param tls whom to trust and what to show; empty means what Java trusts
 * @param connect how long one may take to open
 */
public record Wire(Version version, Optional<SSLContext> tls, Duration connect) {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** A version of HTTP. */
  public enum Version {
    HTTP_1(HttpVersionPolicy.FORCE_HTTP_1),
    /** Without asking first on plain connections, by ALPN on secure ones. */
    HTTP_2(HttpVersionPolicy.FORCE_HTTP_2),
    /** What the server prefers by ALPN on secure connections, HTTP/1.1 on plain ones. */
    AGREED(HttpVersionPolicy.NEGOTIATE);

    private final HttpVersionPolicy policy;

    Version(HttpVersionPolicy policy) {
      this.policy = policy;
    }

    HttpVersionPolicy policy() {
      return policy;
    }
  }

  /** With the usual patience for a connection. */
  public Wire(Version version, Optional<SSLContext> tls) {
    this(version, tls, CONNECT);
  }

  /** Of a server of which nothing is known. */
  public static Wire plain() {
    return new Wire(Version.AGREED, Optional.empty());
  }
}
