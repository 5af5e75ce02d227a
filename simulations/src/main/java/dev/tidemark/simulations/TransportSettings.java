package dev.tidemark.simulations;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.Settings;
import dev.tidemark.config.TlsSpec;
import dev.tidemark.simulations.chat.Transport;
import dev.tidemark.traffic.TlsContext;
import java.util.Map;

/** Reads how connections are made: {@code request.http}, {@code request.cookies} and TLS. */
final class TransportSettings {
  private TransportSettings() {}

  static Transport read(Settings settings, TlsSpec tls, Map<String, String> environment) {
    String version = settings.text("request.http").orElse("1");
    boolean http2 =
        switch (version) {
          case "1", "1.1" -> false;
          case "2" -> true;
          default ->
              throw new ConfigurationException(
                  "request.http: '" + version + "' is not known; write 1 or 2");
        };
    String cookies = settings.text("request.cookies").orElse("false");
    if (!cookies.equals("true") && !cookies.equals("false")) {
      throw new ConfigurationException(
          "request.cookies: '" + cookies + "' is neither true nor false");
    }
    return new Transport(
        http2, TlsContext.of(tls, environment), Transport.PLAIN.patience(), cookies.equals("true"));
  }
}
