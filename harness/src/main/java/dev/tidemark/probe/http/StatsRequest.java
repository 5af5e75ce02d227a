package dev.tidemark.probe.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a target publishes statistics, and what is known of them.
 *
 * @param base of the target, such as {@code http://127.0.0.1:8080}
 * @param path of the statistics, with its query, such as {@code /stats}
 * @param headers sent along; never printed
 * @param bounded by the JSON pointer of a count, the pointer of the maximum that bounds it
 * @param entries JSON pointers of counts whose growth may convict
 * @param collect a request that makes the target collect its garbage, such as {@code GET
 *     /stats?gc=1}
 */
public record StatsRequest(
    URI base,
    String path,
    Map<String, String> headers,
    Map<String, String> bounded,
    Set<String> entries,
    Optional<String> collect) {
  private static final String FORM = "(GET|POST|PUT|DELETE) /\\S*";

  public StatsRequest {
    headers = Map.copyOf(headers);
    bounded = Map.copyOf(bounded);
    entries = Set.copyOf(entries);
    if (base.getHost() == null || !String.valueOf(base.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "the target's address must be such as http://127.0.0.1:8080");
    }
    if (base.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the target's address must not hold a user; send an Authorization header instead");
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path '" + path + "' must begin with /, such as /stats");
    }
    if (collect.isPresent() && !collect.get().matches(FORM)) {
      throw new IllegalArgumentException(
          "collect '" + collect.get() + "' must be such as: GET /stats?gc=1");
    }
    checkPointers(bounded.keySet());
    checkPointers(bounded.values());
    checkPointers(entries);
  }

  /** Statistics of which nothing is declared. */
  public static StatsRequest of(URI base, String path) {
    return new StatsRequest(base, path, Map.of(), Map.of(), Set.of(), Optional.empty());
  }

  private static void checkPointers(Iterable<String> pointers) {
    for (String pointer : pointers) {
      if (!pointer.startsWith("/")) {
        throw new IllegalArgumentException(
            "'" + pointer + "' is not a JSON pointer; write it such as /cache/entries");
      }
    }
  }

  /** The path without its query, which may hold a token. */
  String shownPath() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  @Override
  public String toString() {
    return "statistics at " + shownPath();
  }
}
