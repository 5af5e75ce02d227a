package dev.tidemark.analysis;

import dev.tidemark.ledger.LatencyInterval;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How long the requests of one round took, and how much memory the floors before and after it found
 * held.
 *
 * @param before bytes
 * @param after bytes
 */
record RoundLatency(int segment, int round, double before, double after, Histogram nanos) {
  private static final String HEAP_USED = "jvm.memory.used";

  /**
   * The rounds of an arm that lie between two floors; those of stages are left out.
   *
   * @param ticks of the arm
   * @param intervals of the arm
   */
  static List<RoundLatency> of(List<Tick> ticks, List<LatencyInterval> intervals) {
    List<Tick> floors = ticks.stream().filter(tick -> !tick.kind().underLoad()).toList();
    List<RoundLatency> rounds = new ArrayList<>();
    int next = 0;
    for (LatencyInterval interval : intervals) {
      while (next < floors.size() && floors.get(next).at().isBefore(interval.to())) {
        next++;
      }
      if (next == 0 || next == floors.size() || interval.nanos().getTotalCount() == 0) {
        continue;
      }
      Tick before = floors.get(next - 1);
      Tick after = floors.get(next);
      Optional<Double> held = held(before);
      Optional<Double> then = held(after);
      if (before.kind() == Tick.Kind.FLOOR
          && after.kind() == Tick.Kind.FLOOR
          && held.isPresent()
          && then.isPresent()) {
        rounds.add(
            new RoundLatency(
                after.segment(), after.round(), held.get(), then.get(), interval.nanos()));
      }
    }
    return rounds;
  }

  /** What a collection left: live objects, and the room that they take. */
  private static Optional<Double> held(Tick floor) {
    Optional<Double> live =
        floor.samples().values().stream()
            .filter(sample -> sample.kind() == MetricKind.LIVE_SET)
            .map(MemorySample::value)
            .findFirst();
    return live.map(
        bytes ->
            Stream.ofNullable(floor.samples().get(HEAP_USED))
                .map(MemorySample::value)
                .reduce(bytes, Math::max));
  }

  double p99() {
    return nanos.getValueAtPercentile(99);
  }
}
