package dev.tidemark.traffic;

import dev.tidemark.config.RequestSpec;
import dev.tidemark.config.RouteSpec;
import dev.tidemark.config.TrafficSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests made up from their index by what a configuration says of their routes. */
public final class GeneratedTraffic implements RequestSource {
  private static final long PROMPTS = 1;
  private static final long RESPONSES = 2;
  private static final long BETWEEN_ROUTES = 1_000_003;
  private static final byte[] NOTHING = {};

  private final List<Route> routes;
  private final RouteMix mix;
  private final KeyOrder keys;
  private final LengthDeck prompts;

  /** What all requests of a route have in common. */
  private record Route(
      String name,
      RequestSpec spec,
      Template path,
      Template body,
      Map<String, String> headers,
      LengthDeck responses,
      long seed) {}

  private GeneratedTraffic(List<Route> routes, RouteMix mix, KeyOrder keys, LengthDeck prompts) {
    this.routes = List.copyOf(routes);
    this.mix = mix;
    this.keys = keys;
    this.prompts = prompts;
  }

  /**
   * Traffic of a configuration.
   *
   * @param environment what secrets in headers are read from
   * @throws dev.tidemark.config.ConfigurationException naming the variable that is not known or not
   *     set, or the file of lengths that cannot be read
   */
  public static GeneratedTraffic of(TrafficSpec spec, long seed, Map<String, String> environment) {
    List<Route> routes = new ArrayList<>();
    for (RouteSpec one : spec.routes()) {
      RequestSpec request = one.request();
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Content-Type", "application/json");
      headers.putAll(Secrets.filled(request.headers(), environment, "request.headers"));
      routes.add(
          new Route(
              one.name(),
              request,
              Template.of(request.path(), "request.path"),
              Template.of(request.body(), "request.body"),
              headers,
              LengthDeck.ofResponses(spec.responses(), request.medianTokens()),
              seed + BETWEEN_ROUTES * routes.size()));
    }
    double[] weights = spec.routes().stream().mapToDouble(RouteSpec::weight).toArray();
    return new GeneratedTraffic(
        routes,
        new RouteMix(weights, seed),
        KeyOrder.of(spec.keys()),
        LengthDeck.ofPrompts(spec.prompts()));
  }

  @Override
  public Outgoing request(long index) {
    RouteMix.Place place = mix.place(index);
    return request(routes.get(place.route()), index, place.ordinal());
  }

  private Outgoing request(Route route, long index, long ordinal) {
    long key = keys.key(ordinal, route.seed());
    Template.Values values =
        variable ->
            switch (variable) {
              case INDEX -> Long.toString(index);
              case KEY -> Long.toString(key);
              case PROMPT -> PromptText.of(key, promptLength(route, key), route.seed());
              case MAX_TOKENS -> Integer.toString(maxTokens(route, key));
              case STREAM -> Boolean.toString(route.spec().stream());
            };
    String body = route.body().filled(values);
    return new Outgoing(
        route.name(),
        route.spec().method(),
        route.path().filled(values),
        route.headers(),
        body.isEmpty() ? NOTHING : body.getBytes(StandardCharsets.UTF_8),
        route.spec().stream());
  }

  private int promptLength(Route route, long key) {
    return prompts.of(key, route.seed(), PROMPTS);
  }

  private static int maxTokens(Route route, long key) {
    return route.responses().of(key, route.seed(), RESPONSES);
  }

  @Override
  public List<Outgoing> trials() {
    return routes.stream().map(route -> request(route, 0, 0)).toList();
  }

  @Override
  public void plan(long first, int requests) {
    mix.plan(first, requests);
  }

  @Override
  public String route(long index) {
    return routes.get(mix.place(index).route()).name();
  }

  @Override
  public List<String> routes() {
    return routes.stream().map(Route::name).toList();
  }

  @Override
  public Map<String, String> headers() {
    return routes.get(0).headers();
  }

  @Override
  public boolean streams() {
    return routes.stream().anyMatch(route -> route.spec().stream());
  }
}
