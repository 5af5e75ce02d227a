package dev.tidemark.probe.http;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Turns published numbers into samples named {@code stats/<pointer>}.
 *
 * <p>A declared entry counts and may convict; so do bytes, told from the unit in their name, unless
 * the name says that they add up traffic. A count that pairs with a maximum, declared or in the
 * same object under the same stem, is bounded, and the maximum is no series. All else is only
 * shown.
 */
final class StatsSamples {
  private final Map<String, String> declaredBounds;
  private final Set<String> entries;

  StatsSamples(Map<String, String> declaredBounds, Set<String> entries) {
    this.declaredBounds = declaredBounds;
    this.entries = entries;
  }

  List<MemorySample> of(StatsDocument document, GcState gc) {
    Map<String, Double> numbers = document.numbers();
    Map<String, String> bounds = bounds(numbers);
    Set<String> maxima = new HashSet<>(bounds.values());
    List<MemorySample> samples = new ArrayList<>();
    numbers.forEach(
        (pointer, value) -> {
          if (!maxima.contains(pointer)) {
            sample(pointer, value, maximum(bounds, pointer, numbers), gc).ifFinite(samples);
          }
        });
    return samples;
  }

  private Candidate sample(String pointer, double value, OptionalDouble maximum, GcState gc) {
    boolean bytes = NumberNames.bytesPerOne(StatsDocument.leaf(pointer)) > 0;
    return new Candidate(
        "stats" + pointer,
        kind(pointer, bytes, maximum.isPresent()),
        bytes ? Unit.BYTES : Unit.COUNT,
        value * scale(pointer),
        gc,
        maximum);
  }

  private static OptionalDouble maximum(
      Map<String, String> bounds, String pointer, Map<String, Double> numbers) {
    String bound = bounds.get(pointer);
    Double value = bound == null ? null : numbers.get(bound);
    return bound == null || value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(value * scale(bound));
  }

  private static double scale(String pointer) {
    return Math.max(1, NumberNames.bytesPerOne(StatsDocument.leaf(pointer)));
  }

  private MetricKind kind(String pointer, boolean bytes, boolean bounded) {
    if (entries.contains(pointer)) {
      return bytes ? MetricKind.BYTES : MetricKind.ENTRIES;
    }
    if (bounded) {
      return MetricKind.BOUNDED;
    }
    return bytes && !NumberNames.addsUpTraffic(StatsDocument.leaf(pointer))
        ? MetricKind.BYTES
        : MetricKind.SHOWN;
  }

  /** By the pointer of a count, that of its maximum; declared pairs come first. */
  private Map<String, String> bounds(Map<String, Double> numbers) {
    Map<String, String> maxima = new HashMap<>();
    for (String pointer : numbers.keySet()) {
      if (countable(pointer) && NumberNames.isMaximum(StatsDocument.leaf(pointer))) {
        maxima.put(pairing(pointer), pointer);
      }
    }
    Map<String, String> bounds = new HashMap<>();
    for (String pointer : numbers.keySet()) {
      String maximum = maxima.get(pairing(pointer));
      if (maximum != null
          && countable(pointer)
          && !NumberNames.isMaximum(StatsDocument.leaf(pointer))) {
        bounds.put(pointer, maximum);
      }
    }
    declaredBounds.forEach(
        (count, maximum) -> {
          if (numbers.containsKey(count) && numbers.containsKey(maximum)) {
            bounds.put(count, maximum);
          }
        });
    return bounds;
  }

  private static boolean countable(String pointer) {
    return NumberNames.bytesPerOne(StatsDocument.leaf(pointer)) == 0;
  }

  private static String pairing(String pointer) {
    return StatsDocument.parent(pointer) + "/" + NumberNames.stem(StatsDocument.leaf(pointer));
  }

  /** A sample whose scaled value may have left the range of numbers. */
  private record Candidate(
      String metric, MetricKind kind, Unit unit, double value, GcState gc, OptionalDouble bound) {
    void ifFinite(List<MemorySample> samples) {
      if (Double.isFinite(value)) {
        samples.add(new MemorySample(metric, kind, unit, value, gc, bound));
      }
    }
  }
}
