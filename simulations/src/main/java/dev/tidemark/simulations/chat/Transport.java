package dev.tidemark.simulations.chat;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How connections are made.
 *
 * @param http2 whether to speak HTTP/2, on plain connections without asking first
 * @param tls whom to trust and what to show; empty means what the JVM trusts
 * @param patience how long nothing may come before a request is given up
 * @param cookies whether what the target sets is sent back, by each user its own
 */
public record Transport(
    boolean http2, Optional<SSLContext> tls, Duration patience, boolean cookies) {
  /** HTTP/1.1, no cookies. */
  public static final Transport PLAIN =
      new Transport(false, Optional.empty(), Duration.ofSeconds(30), false);
}
