package dev.tidemark.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which patterns of requests a recording has, and which of them are routes of their own: those with
 * at least one request in a hundred, {@value #MOST} at most. Bounded, whatever the recording holds.
 */
final class RouteCensus {
  static final String OTHER = "other requests";

  private static final int MOST = 8;
  private static final int LEAST_IN = 100;
  private static final int KNOWN = 5_000;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>(List.of(OTHER));
  private final List<Long> counts = new ArrayList<>(List.of(0L));
  private long all;

  /** Counts a request and returns the number of its pattern; 0 where there are too many. */
  int count(String pattern) {
    all++;
    Integer known = numbers.get(pattern);
    if (known == null) {
      if (names.size() >= KNOWN) {
        return 0;
      }
      known = names.size();
      numbers.put(pattern, known);
      names.add(pattern);
      counts.add(0L);
    }
    counts.set(known, counts.get(known) + 1);
    return known;
  }

  /** The route of every pattern, by its number. */
  List<String> routes() {
    List<Integer> frequent = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) {
      if (counts.get(i) * LEAST_IN >= all) {
        frequent.add(i);
      }
    }
    frequent.sort(Comparator.comparing((Integer number) -> -counts.get(number)));
    List<Integer> own = frequent.subList(0, Math.min(MOST, frequent.size()));
    List<String> routes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      routes.add(own.contains(i) ? names.get(i) : OTHER);
    }
    return routes;
  }
}
