package dev.tidemark.diagnosis.profiler;

import dev.tidemark.probe.jvm.ApLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Stacks in the form that all tools for flame graphs read: a line for each, its frames from the
 * outermost on with {@code ;} between, a space, and its weight in bytes.
 */
final class FoldedStacks {
  private FoldedStacks() {}

  static List<String> of(List<Held> held, ToLongFunction<Held> weight) {
    Map<String, Long> weights = new TreeMap<>();
    held.forEach(piece -> weights.merge(folded(piece), weight.applyAsLong(piece), Long::sum));
    return weights.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
  }

  private static String folded(Held piece) {
    List<String> labels =
        piece.stack().frames().stream()
            .filter(frame -> !frame.owner().startsWith(ApLoader.AGENT))
            .map(frame -> clean(frame.label()))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(labels);
    if (!piece.what().isEmpty()) {
      labels.add(clean(piece.what()));
    }
    return String.join(";", labels);
  }

  private static String clean(String label) {
    return label.replaceAll("[;\\p{Cntrl}]", "_");
  }
}
