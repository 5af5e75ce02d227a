package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What requests hold while they are in flight: live sets read under load, less the floor before,
 * for each request in flight at that moment.
 *
 * @param peakBytes the highest heap use seen, garbage included
 * @param perInFlight mean over the readings with its 95% interval; absent under three readings
 * @param worstPerInFlight the highest single reading
 */
record Pressure(
    OptionalDouble peakBytes,
    Optional<SlopeEstimate> perInFlight,
    OptionalDouble worstPerInFlight) {
  private static final String HEAP_USED = "jvm.memory.used";
  private static final double LEVEL = 0.95;
  private static final double HEADROOM = 0.8;
  private static final int FEWEST = 3;

  static Pressure of(List<Tick> ticks) {
    OptionalDouble peak =
        ticks.stream()
            .map(tick -> tick.samples().get(HEAP_USED))
            .flatMap(sample -> Optional.ofNullable(sample).stream())
            .mapToDouble(MemorySample::value)
            .max();
    List<Double> held = new ArrayList<>();
    OptionalDouble floor = OptionalDouble.empty();
    for (Tick tick : ticks) {
      Optional<MemorySample> live =
          tick.samples().values().stream().filter(s -> s.kind() == MetricKind.LIVE_SET).findFirst();
      if (live.isEmpty()) {
        continue;
      }
      if (tick.kind() == Tick.Kind.FLOOR) {
        floor = OptionalDouble.of(live.get().value());
      } else if (tick.kind() == Tick.Kind.PRESSURE
          && tick.counts().inFlight() > 0
          && floor.isPresent()) {
        held.add(Math.max(0, live.get().value() - floor.getAsDouble()) / tick.counts().inFlight());
      }
    }
    if (held.size() < FEWEST) {
      return new Pressure(peak, Optional.empty(), OptionalDouble.empty());
    }
    double mean = held.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = held.stream().mapToDouble(h -> (h - mean) * (h - mean)).sum();
    double error = Math.sqrt(squares / (held.size() - 1) / held.size());
    double t = TDistribution.of(held.size() - 1.0).inverseSurvivalProbability((1 - LEVEL) / 2);
    return new Pressure(
        peak,
        Optional.of(
            new SlopeEstimate(
                mean,
                new ConfidenceInterval(Math.max(0, mean - t * error), mean + t * error, LEVEL))),
        held.stream().mapToDouble(Double::doubleValue).max());
  }

  /**
   * How many requests may be in flight while the live set stays under 80% of the limit, each
   * holding as much as the worst reading; absent where nothing was held.
   */
  OptionalLong safeInFlight(Optional<Limit> limit, Optional<Double> floor) {
    if (limit.isEmpty()
        || floor.isEmpty()
        || worstPerInFlight.isEmpty()
        || worstPerInFlight.getAsDouble() < 1) {
      return OptionalLong.empty();
    }
    double room = limit.get().size().bytes() * HEADROOM - floor.get();
    return OptionalLong.of(Math.max(0, (long) (room / worstPerInFlight.getAsDouble())));
  }
}
