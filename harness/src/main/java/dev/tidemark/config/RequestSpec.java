package dev.tidemark.config;

import java.util.Map;

/**
 * One kind of request: what is sent to one route.
 *
 * @param path on the target; may hold the same variables as the body
 * @param headers may hold {@code ${NAME}}, which is read from the environment when sent and written
 *     nowhere
 * @param body may hold {@code #{index}}, {@code #{key}}, {@code #{prompt}}, {@code #{maxTokens}}
 *     and {@code #{stream}}; empty where none is sent
 * @param stream whether the answer is asked for as a stream of events
 * @param medianTokens the median length asked for in {@code #{maxTokens}}
 */
public record RequestSpec(
    String method,
    String path,
    Map<String, String> headers,
    String body,
    boolean stream,
    int medianTokens) {
  static final String DEFAULT_BODY =
      "{\"prompt\":\"#{prompt}\",\"max_tokens\":#{maxTokens},\"stream\":#{stream}}";

  public RequestSpec {
    headers = Map.copyOf(headers);
  }

  /** Hides what the headers hold: they may be secrets. */
  @Override
  public String toString() {
    return method + " " + path + " with headers " + headers.keySet();
  }
}
