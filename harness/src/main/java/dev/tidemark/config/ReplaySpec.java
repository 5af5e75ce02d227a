package dev.tidemark.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Recorded traffic that is sent again.
 *
 * @param file JSON lines, or a HAR file
 * @param speed how much faster than it was recorded; empty: as fast as the users can
 * @param headers set on every request; may hold {@code ${NAME}}
 */
public record ReplaySpec(Path file, OptionalDouble speed, Map<String, String> headers) {
  public ReplaySpec {
    headers = Map.copyOf(headers);
    if (speed.isPresent() && !(speed.getAsDouble() > 0 && speed.getAsDouble() <= 1e6)) {
      throw new ConfigurationException(
          "replay.speed: " + speed.getAsDouble() + " must be above 0, such as 2, or max");
    }
  }

  /** Hides what the headers hold: they may be secrets. */
  @Override
  public String toString() {
    return file + " with headers " + headers.keySet();
  }
}
