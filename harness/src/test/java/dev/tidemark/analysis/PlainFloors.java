package dev.tidemark.analysis;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Floors of one arm, a second apart, all of whose requests were answered. */
final class PlainFloors {
  private PlainFloors() {}

  /**
   * @param samples after so many requests
   */
  static List<Tick> of(int rounds, int perRound, LongFunction<List<MemorySample>> samples) {
    return of(rounds, perRound, samples, Map.of());
  }

  /**
   * @param samples after so many requests
   * @param classes at every floor
   */
  static List<Tick> of(
      int rounds,
      int perRound,
      LongFunction<List<MemorySample>> samples,
      Map<String, ClassCount> classes) {
    return of(rounds, perRound, samples, ended -> classes);
  }

  /**
   * @param samples after so many requests
   * @param classes after so many requests
   */
  static List<Tick> of(
      int rounds,
      int perRound,
      LongFunction<List<MemorySample>> samples,
      LongFunction<Map<String, ClassCount>> classes) {
    List<Tick> ticks = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      long ended = (long) round * perRound;
      TreeMap<String, MemorySample> byName = new TreeMap<>();
      samples.apply(ended).forEach(sample -> byName.put(sample.metric(), sample));
      ticks.add(
          new Tick(
              "a",
              Tick.Kind.FLOOR,
              0,
              round,
              round * 1_000_000_000L,
              Instant.EPOCH,
              new RequestCounts(ended, 0, 0),
              byName,
              new TreeMap<>(),
              classes.apply(ended)));
    }
    return ticks;
  }

  static MemorySample sample(String metric, MetricKind kind, Unit unit, double is) {
    return new MemorySample(metric, kind, unit, is, GcState.AFTER_FULL_GC);
  }

  static MemorySample live(double bytes) {
    return sample("jvm.memory.live", MetricKind.LIVE_SET, Unit.BYTES, bytes);
  }

  /** Of one target: 100 B a request matter, and the usual growth is allowed. */
  static ArmAnalyst analyst() {
    return new ArmAnalyst(
        new Plan(
            new ByteSize(100),
            Allowance.DEFAULT,
            Duration.ofMinutes(3),
            8,
            List.of(),
            OptionalDouble.empty()),
        1);
  }

  static TargetIdentity target(Optional<Limit> limit) {
    return new TargetIdentity(
        "a",
        "http://127.0.0.1:1",
        OptionalLong.empty(),
        "",
        List.of(),
        Optional.empty(),
        limit,
        Optional.empty());
  }
}
