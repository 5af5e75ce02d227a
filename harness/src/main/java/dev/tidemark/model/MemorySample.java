package dev.tidemark.model;

import java.util.OptionalDouble;

/**
 * One number that a probe read.
 *
 * @param metric the name of the series, after OpenTelemetry where it has one: {@code
 *     jvm.memory.live}
 * @param value in {@code unit}; finite
 * @param gc how much garbage the value may hold
 * @param bound the maximum that the target publishes for this count, where it does
 */
public record MemorySample(
    String metric, MetricKind kind, Unit unit, double value, GcState gc, OptionalDouble bound) {
  public MemorySample {
    if (metric.isBlank()) {
      throw new IllegalArgumentException("a sample needs the name of its metric");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          metric + " is " + value + "; report a missed reading instead of a number that is none");
    }
  }

  public MemorySample(String metric, MetricKind kind, Unit unit, double value, GcState gc) {
    this(metric, kind, unit, value, gc, OptionalDouble.empty());
  }
}
