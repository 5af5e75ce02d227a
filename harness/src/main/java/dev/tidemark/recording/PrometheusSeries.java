package dev.tidemark.recording;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One series of a query.
 *
 * @param at its place among all series
 * @param labels all but its name
 */
record PrometheusSeries(int at, String name, Map<String, String> labels) {
  private static final String NAME = "__name__";

  PrometheusSeries {
    labels = Map.copyOf(labels);
  }

  static PrometheusSeries of(int at, Map<String, String> labels) {
    SortedMap<String, String> others = new TreeMap<>(labels);
    String name = others.remove(NAME);
    return new PrometheusSeries(at, name == null ? "" : name, others);
  }

  /** Whether every label that both have says the same. */
  boolean agreesWith(PrometheusSeries other) {
    return labels.entrySet().stream()
        .allMatch(
            label ->
                label
                    .getValue()
                    .equals(other.labels.getOrDefault(label.getKey(), label.getValue())));
  }

  /** The labels by which a series differs from some of its like. */
  String distinguished(List<PrometheusSeries> like) {
    String told =
        new TreeMap<>(labels)
            .entrySet().stream()
                .filter(
                    label ->
                        like.stream()
                            .anyMatch(
                                other ->
                                    !label.getValue().equals(other.labels.get(label.getKey()))))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    return told.isEmpty() ? String.valueOf(at + 1) : told;
  }
}
