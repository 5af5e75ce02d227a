package dev.tidemark.simulations;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.Settings;
import dev.tidemark.config.TrafficSpec;
import dev.tidemark.simulations.chat.Transport;
import dev.tidemark.traffic.TlsContext;
import java.util.Map;

/** Reads how connections are made: by the version and the TLS of the traffic, and cookies. */
final class TransportSettings {
  private TransportSettings() {}

  static Transport read(Settings settings, TrafficSpec traffic, Map<String, String> environment) {
    String cookies = settings.text("request.cookies").orElse("false");
    if (!cookies.equals("true") && !cookies.equals("false")) {
      throw new ConfigurationException(
          "request.cookies: '" + cookies + "' is neither true nor false");
    }
    return new Transport(
        traffic.http2(),
        TlsContext.of(traffic.tls(), environment),
        Transport.PLAIN.patience(),
        cookies.equals("true"));
  }
}
