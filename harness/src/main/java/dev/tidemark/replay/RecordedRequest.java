package dev.tidemark.replay;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One request as it was recorded, without what must not be sent again. */
final class RecordedRequest {
  private final Optional<Instant> at;
  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte[] body;

  RecordedRequest(
      Optional<Instant> at, String method, String path, Map<String, String> headers, byte[] body) {
    this.at = at;
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
  }

  Optional<Instant> at() {
    return at;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The bytes themselves, not a copy. */
  byte[] body() {
    return body;
  }

  /** Whether the client asked for a stream of events. */
  boolean stream() {
    String accept = headers.getOrDefault("Accept", headers.getOrDefault("accept", ""));
    return accept.contains("text/event-stream") || RecordedBody.asksForStream(body);
  }
}
