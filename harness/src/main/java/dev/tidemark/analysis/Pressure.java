package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Range;
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
  static final double HEADROOM = 0.8;
  private static final int TIMES_KEPT = 4;
  private static final int FEWEST = 3;

  /**
   * @param growthPerRequest of the floor, which requests add while the readings are taken
   */
  static Pressure of(List<Tick> ticks, double growthPerRequest) {
    OptionalDouble peak =
        ticks.stream()
            .map(tick -> tick.samples().get(HEAP_USED))
            .flatMap(sample -> Optional.ofNullable(sample).stream())
            .mapToDouble(MemorySample::value)
            .max();
    List<Double> held = new ArrayList<>();
    OptionalDouble floor = OptionalDouble.empty();
    long endedAtFloor = 0;
    for (Tick tick : ticks) {
      Optional<MemorySample> live =
          tick.samples().values().stream().filter(s -> s.kind() == MetricKind.LIVE_SET).findFirst();
      if (live.isEmpty()) {
        continue;
      }
      if (!tick.kind().underLoad()) {
        floor = OptionalDouble.of(live.get().value());
        endedAtFloor = tick.counts().ended();
      } else if (tick.kind() == Tick.Kind.PRESSURE
          && tick.counts().inFlight() > 0
          && floor.isPresent()) {
        double grown = growthPerRequest * (tick.counts().ended() - endedAtFloor);
        double above = live.get().value() - floor.getAsDouble() - grown;
        held.add(Math.max(0, above) / tick.counts().inFlight());
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
   * What so many requests in flight hold: none of it where all are just beginning, and all of the
   * worst reading where all are at their height. Where nothing was read under load, a request is
   * taken to hold up to {@value #TIMES_KEPT} times what it leaves behind.
   */
  Range held(int inFlight, double keptPerRequest) {
    return new Range(
        0, inFlight * worstPerInFlight.orElse(TIMES_KEPT * Math.max(0, keptPerRequest)));
  }

  /** The live set under so many requests in flight; absent where none was read. */
  OptionalDouble liveUnder(int inFlight, Optional<Double> floor) {
    return floor.isPresent() && worstPerInFlight.isPresent()
        ? OptionalDouble.of(floor.get() + inFlight * worstPerInFlight.getAsDouble())
        : OptionalDouble.empty();
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
