package dev.tidemark.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is sent: {@code request}, {@code requests} and {@code replay}. */
final class TrafficSettings {
  private static final Pattern CALL = Pattern.compile("([a-z-]+)\\(([^)]*)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");
  private static final Set<String> OF_A_ROUTE =
      Set.of("name", "weight", "method", "path", "headers", "body", "stream", "maxTokens");

  private final Settings settings;
  private final Path directory;
  private final boolean stream;
  private final int medianTokens;

  /**
   * @param directory what relative paths are resolved against
   * @param stream whether answers are asked for as streams, where a route says nothing else
   */
  TrafficSettings(Settings settings, Path directory, boolean stream, int medianTokens) {
    this.settings = settings;
    this.directory = directory;
    this.stream = stream;
    this.medianTokens = medianTokens;
  }

  TrafficSpec read(Optional<String> pathOfTarget) {
    List<RouteSpec> routes = routes(pathOfTarget);
    return new TrafficSpec(
        routes,
        lengths("prompt-lengths", "promptLengths"),
        lengths("response-lengths", "responseLengths"),
        keys(),
        replay(),
        tls(),
        new ErrorRequests(settings).read(routes.get(0).request()),
        http2());
  }

  private List<RouteSpec> routes(Optional<String> pathOfTarget) {
    JsonNode list = settings.tree("requests");
    if (list.isMissingNode() || list.isNull()) {
      RequestSpec request = request(pathOfTarget);
      return List.of(new RouteSpec(request.path(), 1, request));
    }
    if (!list.isArray() || list.isEmpty()) {
      throw new ConfigurationException(
          "requests: write a list, such as [{path: /api/chat, weight: 3}, {path: /api/models}]");
    }
    List<RouteSpec> routes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode item : list) {
      RouteSpec route = route(item, routes.size() + 1);
      String other = route.request().method() + " " + route.name();
      routes.add(
          names.add(route.name()) || item.has("name")
              ? route
              : new RouteSpec(other, route.weight(), route.request()));
      names.add(other);
    }
    return routes;
  }

  private RouteSpec route(JsonNode item, int number) {
    String where = "requests: number " + number;
    item.fieldNames()
        .forEachRemaining(
            name -> {
              if (!OF_A_ROUTE.contains(name)) {
                throw new ConfigurationException(
                    where + ": '" + name + "' is not known; there are " + sorted(OF_A_ROUTE));
              }
            });
    String path = item.path("path").asText();
    String method = item.path("method").asText("POST").toUpperCase(Locale.ROOT);
    checkPath(where + ": path", path);
    JsonNode weight = item.path("weight");
    if (!weight.isMissingNode() && !weight.isNumber()) {
      throw new ConfigurationException(where + ": weight must be a number, such as 3");
    }
    JsonNode tokens = item.path("maxTokens");
    if (!tokens.isMissingNode() && !(tokens.isInt() && tokens.asInt() > 0)) {
      throw new ConfigurationException(where + ": maxTokens must be a whole number above 0");
    }
    return new RouteSpec(
        item.path("name").asText(path),
        weight.asDouble(1),
        new RequestSpec(
            method,
            path,
            headers(
                item.path("headers"), headers(settings.tree("request").path("headers"), Map.of())),
            item.has("body") ? item.path("body").asText() : defaultBody(method),
            item.path("stream").asBoolean(stream),
            tokens.asInt(medianTokens)));
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private RequestSpec request(Optional<String> pathOfTarget) {
    String path =
        settings
            .text("request.path")
            .or(() -> settings.text("request-path"))
            .or(() -> pathOfTarget)
            .orElse("/api/chat");
    checkPath("request.path", path);
    String method = settings.text("request.method").orElse("POST").toUpperCase(Locale.ROOT);
    return new RequestSpec(
        method,
        path,
        headers(settings.tree("request").path("headers"), Map.of()),
        settings.text("request.body").orElse(defaultBody(method)),
        stream,
        medianTokens);
  }

  private static void checkPath(String where, String path) {
    if (!path.startsWith("/")) {
      throw new ConfigurationException(where + ": '" + path + "' must begin with /");
    }
  }

  private static String defaultBody(String method) {
    return WITHOUT_BODY.contains(method) ? "" : RequestSpec.DEFAULT_BODY;
  }

  private static Map<String, String> headers(JsonNode tree, Map<String, String> common) {
    Map<String, String> headers = new LinkedHashMap<>(common);
    tree.properties().forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
    return headers;
  }

  private Lengths lengths(String option, String key) {
    String name = "request." + option;
    JsonNode tree = settings.tree("request").path(key);
    try {
      if (tree.isObject()) {
        return tree.has("file")
            ? new Lengths.OfFile(directory.resolve(tree.path("file").asText()))
            : new Lengths.LogNormal(
                number(tree.path("median").asText()), number(tree.path("sigma").asText()));
      }
      return settings.text(name).map(this::lengths).orElseGet(Lengths.Usual::new);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          name + ": " + e.getMessage() + "; write 400, log-normal(400, 0.8), or file(lengths.txt)",
          e);
    }
  }

  private Lengths lengths(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      return new Lengths.Fixed(Math.toIntExact((long) number(text)));
    }
    String[] arguments = arguments(call);
    return switch (call.group(1)) {
      case "log-normal" -> new Lengths.LogNormal(number(arguments[0]), number(last(arguments)));
      case "file" -> new Lengths.OfFile(directory.resolve(arguments[0]));
      default -> throw new IllegalArgumentException("'" + text + "' is not known");
    };
  }

  private Keys keys() {
    JsonNode tree = settings.tree("request").path("keys");
    try {
      if (tree.path("zipf").isObject()) {
        JsonNode zipf = tree.path("zipf");
        return new Keys.Zipf(
            number(zipf.path("exponent").asText()), whole(zipf.path("keys").asText()));
      }
      if (tree.has("repeating")) {
        return new Keys.Repeating(whole(tree.path("repeating").asText()));
      }
      return settings.text("request.keys").map(TrafficSettings::keys).orElseGet(Keys.Unique::new);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "request.keys: "
              + e.getMessage()
              + "; write unique, repeating(1000), or zipf(1.1, 10000)",
          e);
    }
  }

  private static Keys keys(String text) {
    if (text.equals("unique")) {
      return new Keys.Unique();
    }
    Matcher call = CALL.matcher(text);
    if (call.matches()) {
      String[] arguments = arguments(call);
      switch (call.group(1)) {
        case "repeating" -> {
          return new Keys.Repeating(whole(arguments[0]));
        }
        case "zipf" -> {
          return new Keys.Zipf(number(arguments[0]), whole(last(arguments)));
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not known");
  }

  private static String[] arguments(Matcher call) {
    return call.group(2).split("\\s*,\\s*", -1);
  }

  private static String last(String[] arguments) {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("there must be two numbers");
    }
    return arguments[1];
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
  }

  private static long whole(String text) {
    double number = number(text);
    if (number != Math.rint(number) || Math.abs(number) > 1e15) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number");
    }
    return (long) number;
  }

  private Optional<ReplaySpec> replay() {
    Optional<String> file = settings.text("replay.file").or(() -> settings.text("replay"));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String speed =
        settings.text("replay.speed").or(() -> settings.text("replay-speed")).orElse("1");
    OptionalDouble factor;
    try {
      factor = speed.equals("max") ? OptionalDouble.empty() : OptionalDouble.of(number(speed));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("replay.speed: " + e.getMessage() + "; write 2, or max", e);
    }
    Map<String, String> common = headers(settings.tree("request").path("headers"), Map.of());
    return Optional.of(
        new ReplaySpec(
            directory.resolve(file.get()),
            factor,
            headers(settings.tree("replay").path("headers"), common)));
  }

  private boolean http2() {
    String version = settings.text("request.http").orElse("1");
    return switch (version) {
      case "1", "1.1" -> false;
      case "2" -> true;
      default ->
          throw new ConfigurationException(
              "request.http: '" + version + "' is not known; write 1 or 2");
    };
  }

  private TlsSpec tls() {
    return new TlsSpec(
        settings.text("request.tls.ca").map(directory::resolve),
        settings.text("request.tls.certificate").map(directory::resolve),
        settings.text("request.tls.key").map(directory::resolve),
        settings.text("request.tls.password").map(TrafficSettings::variable));
  }

  private static String variable(String text) {
    Matcher variable = VARIABLE.matcher(text);
    if (!variable.matches()) {
      throw new ConfigurationException(
          "request.tls.password: write ${NAME}, and the password into the environment as NAME");
    }
    return variable.group(1);
  }
}
