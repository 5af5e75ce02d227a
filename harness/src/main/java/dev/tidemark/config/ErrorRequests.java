package dev.tidemark.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code errorRequest}: what is sent to make something behind the target fail. It is the good
 * request but for what is said otherwise: a body, headers, a path. A list of such requests is sent
 * in turn.
 */
final class ErrorRequests {
  private static final String KEY = "errorRequest";
  private static final Set<String> KNOWN =
      Set.of("method", "path", "headers", "body", "stream", "maxTokens");

  private final Settings settings;

  ErrorRequests(Settings settings) {
    this.settings = settings;
  }

  /** Whether there is any. */
  static boolean named(Settings settings) {
    return isThere(settings.tree(KEY)) || body(settings).isPresent() || path(settings).isPresent();
  }

  private static boolean isThere(JsonNode tree) {
    return !tree.isMissingNode() && !tree.isNull();
  }

  private static Optional<String> body(Settings settings) {
    return settings.text("error-request.body");
  }

  private static Optional<String> path(Settings settings) {
    return settings.text("error-request.path");
  }

  /**
   * All of them.
   *
   * @param good the request that they are variants of
   */
  List<RequestSpec> read(RequestSpec good) {
    JsonNode tree = settings.tree(KEY);
    if (tree.isArray()) {
      List<RequestSpec> all = new ArrayList<>();
      tree.forEach(item -> all.add(request(item, good)));
      if (all.isEmpty()) {
        throw new ConfigurationException(
            KEY + ": the list is empty; write {body: '…'} or leave it out");
      }
      return all;
    }
    if (isThere(tree) && !tree.isObject()) {
      throw wrong();
    }
    if (!named(settings)) {
      return List.of();
    }
    RequestSpec read = isThere(tree) ? request(tree, good) : good;
    return List.of(
        checked(
            new RequestSpec(
                read.method(),
                path(settings).orElse(read.path()),
                read.headers(),
                body(settings).orElse(read.body()),
                read.stream(),
                read.medianTokens()),
            good));
  }

  private static RequestSpec request(JsonNode item, RequestSpec good) {
    if (!item.isObject()) {
      throw wrong();
    }
    item.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                throw new ConfigurationException(
                    KEY
                        + ": '"
                        + name
                        + "' is not known; there are "
                        + KNOWN.stream().sorted().toList());
              }
            });
    JsonNode tokens = item.path("maxTokens");
    if (!tokens.isMissingNode() && !(tokens.isInt() && tokens.asInt() > 0)) {
      throw new ConfigurationException(KEY + ": maxTokens must be a whole number above 0");
    }
    Map<String, String> headers = new LinkedHashMap<>(good.headers());
    item.path("headers")
        .properties()
        .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
    return checked(
        new RequestSpec(
            item.path("method").asText(good.method()).toUpperCase(Locale.ROOT),
            item.path("path").asText(good.path()),
            headers,
            item.path("body").asText(good.body()),
            item.path("stream").asBoolean(good.stream()),
            tokens.asInt(good.medianTokens())),
        good);
  }

  private static RequestSpec checked(RequestSpec made, RequestSpec good) {
    if (!made.path().startsWith("/")) {
      throw new ConfigurationException(KEY + ": path '" + made.path() + "' must begin with /");
    }
    if (made.equals(good)) {
      throw new ConfigurationException(
          KEY
              + ": it is the same as the good request; say what makes the upstream fail, such as"
              + " body: '{\"model\":\"no-such-model\",\"prompt\":\"#{prompt}\"}'");
    }
    return made;
  }

  private static ConfigurationException wrong() {
    return new ConfigurationException(
        KEY + ": write what differs from the good request, such as {body: '…'}, or a list of such");
  }
}
