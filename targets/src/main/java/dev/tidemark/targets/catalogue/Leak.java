package dev.tidemark.targets.catalogue;

import java.io.IOException;
import java.util.Map;

/** A way to keep something for every request. Called by several I/O threads at once. */
@FunctionalInterface
interface Leak {
  void onRequest(byte[] body) throws IOException;

  /** What the target says of it in its statistics. */
  default Map<String, Long> published() {
    return Map.of();
  }
}
