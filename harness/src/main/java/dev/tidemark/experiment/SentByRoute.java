package dev.tidemark.experiment;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** How many requests of one arm were sent to each route. For one thread at a time. */
final class SentByRoute {
  /** Counts nothing: there is nothing to tell apart. */
  static final SentByRoute ONE = new SentByRoute(List.of(), index -> "");

  private final LongFunction<String> route;
  private final SortedMap<String, Long> sent = new TreeMap<>();

  private SentByRoute(List<String> routes, LongFunction<String> route) {
    this.route = route;
    routes.forEach(name -> sent.put(name, 0L));
  }

  static SentByRoute of(Traffic traffic) {
    List<String> routes = traffic.routes();
    return routes.size() < 2 ? ONE : new SentByRoute(routes, traffic::route);
  }

  void count(long index) {
    if (!sent.isEmpty()) {
      sent.merge(route.apply(index), 1L, Long::sum);
    }
  }

  SortedMap<String, Long> counts() {
    return sent.isEmpty() ? Collections.emptySortedMap() : new TreeMap<>(sent);
  }
}
