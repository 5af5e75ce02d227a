package dev.tidemark.accuracy;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * After how many requests runs were decided.
 *
 * @param shares of the runs that were decided after so many requests; they add up to one, or there
 *     are none
 */
record Requests(SortedMap<Double, Double> shares) {
  private static final String BETWEEN_ENTRIES = ",";
  private static final String WITHIN_ENTRY = ":";

  /** Shares add up to a half but for rounding. */
  private static final double HALF = 0.5 - 1e-9;

  Requests {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
  }

  static Requests of(DoubleStream each) {
    double[] all = each.toArray();
    SortedMap<Double, Integer> counts = new TreeMap<>();
    for (double one : all) {
      counts.merge(one, 1, Integer::sum);
    }
    SortedMap<Double, Double> shares = new TreeMap<>();
    counts.forEach((requests, count) -> shares.put(requests, (double) count / all.length));
    return new Requests(shares);
  }

  /** Of all together, each with the same weight. */
  static Requests together(Collection<Requests> all) {
    SortedMap<Double, Double> shares = new TreeMap<>();
    for (Requests one : all) {
      one.shares.forEach(
          (requests, share) -> shares.merge(requests, share / all.size(), Double::sum));
    }
    return new Requests(shares);
  }

  boolean isEmpty() {
    return shares.isEmpty();
  }

  /** After so many requests half of the runs were decided; 0 where there are none. */
  double median() {
    double sum = 0;
    for (var entry : shares.entrySet()) {
      sum += entry.getValue();
      if (sum >= HALF) {
        return entry.getKey();
      }
    }
    return 0;
  }

  double mean() {
    return shares.entrySet().stream().mapToDouble(entry -> entry.getKey() * entry.getValue()).sum();
  }

  /** One word, from which {@link #parse} makes the same. */
  String word() {
    return shares.entrySet().stream()
        .map(entry -> entry.getKey() + WITHIN_ENTRY + entry.getValue())
        .collect(Collectors.joining(BETWEEN_ENTRIES));
  }

  static Requests parse(String word) {
    SortedMap<Double, Double> shares = new TreeMap<>();
    if (!word.isEmpty()) {
      for (String entry : word.split(BETWEEN_ENTRIES, -1)) {
        String[] parts = entry.split(WITHIN_ENTRY, -1);
        shares.put(Double.valueOf(parts[0]), Double.valueOf(parts[1]));
      }
    }
    return new Requests(shares);
  }
}
