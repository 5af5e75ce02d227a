package dev.tidemark.targets.catalogue;

import java.io.IOException;
import java.util.Map;

/**
 * One way to treat memory: a leak, or something that looks like one. Its methods are called by
 * several threads at once.
 */
public interface Case {
  /** A request whose body is a JSON object. An exception is answered with 500. */
  default void onRequest(Call call) throws IOException {}

  /** A request whose body is none, which is answered with 400. */
  default void onRefused(byte[] body) {}

  /** A piece of a streamed answer, just before it is sent. */
  default void onChunk(Call call, byte[] chunk) {}

  /** The client has the whole answer. */
  default void onCompleted(Call call) {}

  /** The client left before the end of its stream. */
  default void onAborted(Call call) {}

  /** How long a request is held before it is answered. */
  default int holdMillis() {
    return 0;
  }

  /** Whether {@link #onRequest} may block, and so needs a thread of its own. */
  default boolean blocks() {
    return false;
  }

  /** What the target says of it in its statistics. */
  default Map<String, Long> published() {
    return Map.of();
  }
}
