package dev.tidemark.config;

import java.util.List;
import java.util.Optional;

/**
 * What is sent to every target of a run.
 *
 * @param routes at least one, each of another name
 * @param prompts lengths of the prompts, in characters
 * @param responses lengths that the requests ask the answers to have, in tokens
 * @param replay recorded traffic, which is sent instead of what the routes say
 */
public record TrafficSpec(
    List<RouteSpec> routes,
    Lengths prompts,
    Lengths responses,
    Keys keys,
    Optional<ReplaySpec> replay,
    TlsSpec tls) {
  public TrafficSpec {
    routes = List.copyOf(routes);
    if (routes.isEmpty()) {
      throw new ConfigurationException("requests: there is none; write at least one");
    }
    long names = routes.stream().map(RouteSpec::name).distinct().count();
    if (names < routes.size()) {
      throw new ConfigurationException(
          "requests: two have the same name; give each a name: of its own");
    }
  }

  /** One request in the usual lengths, each of another content. */
  public static TrafficSpec of(RequestSpec request) {
    return new TrafficSpec(
        List.of(new RouteSpec(request.path(), 1, request)),
        new Lengths.Usual(),
        new Lengths.Usual(),
        new Keys.Unique(),
        Optional.empty(),
        TlsSpec.USUAL);
  }

  /** The first route, which stands for all where one request must do. */
  public RequestSpec first() {
    return routes.get(0).request();
  }

  /** Whether any answer is asked for as a stream of events. */
  public boolean stream() {
    return routes.stream().anyMatch(route -> route.request().stream());
  }
}
