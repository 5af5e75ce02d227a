package dev.tidemark.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is sent to every target of a run.
 *
 * @param routes at least one, each of another name
 * @param prompts lengths of the prompts, in characters
 * @param responses lengths that the requests ask the answers to have, in tokens
 * @param replay recorded traffic, which is sent instead of what the routes say
 * @param errors requests that make what is behind the target fail, sent in a stage of their own;
 *     often none
 * @param http2 whether HTTP/2 is spoken, on plain connections without asking first
 */
public record TrafficSpec(
    List<RouteSpec> routes,
    Lengths prompts,
    Lengths responses,
    Keys keys,
    Optional<ReplaySpec> replay,
    TlsSpec tls,
    List<RequestSpec> errors,
    boolean http2) {
  public TrafficSpec {
    routes = List.copyOf(routes);
    errors = List.copyOf(errors);
    if (routes.isEmpty()) {
      throw new ConfigurationException("requests: there is none; write at least one");
    }
    long names = routes.stream().map(RouteSpec::name).distinct().count();
    if (names < routes.size()) {
      throw new ConfigurationException(
          "requests: two have the same name; give each a name: of its own");
    }
  }

  /** Traffic without requests that make anything fail. */
  public TrafficSpec(
      List<RouteSpec> routes,
      Lengths prompts,
      Lengths responses,
      Keys keys,
      Optional<ReplaySpec> replay,
      TlsSpec tls) {
    this(routes, prompts, responses, keys, replay, tls, List.of(), false);
  }

  /** The same traffic with these requests that make something fail. */
  public TrafficSpec withErrors(List<RequestSpec> others) {
    return new TrafficSpec(routes, prompts, responses, keys, replay, tls, others, http2);
  }

  /** The requests that make something fail as traffic of its own, each as often as the others. */
  public TrafficSpec ofErrors() {
    List<RouteSpec> kinds = new ArrayList<>();
    for (RequestSpec error : errors) {
      kinds.add(new RouteSpec("error request " + (kinds.size() + 1), 1, error));
    }
    return new TrafficSpec(
        kinds, prompts, responses, keys, Optional.empty(), tls, List.of(), http2);
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
