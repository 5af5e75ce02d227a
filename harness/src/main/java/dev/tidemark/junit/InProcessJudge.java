package dev.tidemark.junit;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Judges the floors of a test: by the live set, with no allowance; and by direct buffers, threads
 * and descriptors where one of these leaks for sure, since in a test JVM they move by themselves.
 */
final class InProcessJudge {
  static final String NAME = "test";

  /** Threads and descriptors that may come without being a leak. */
  private static final int A_FEW = 32;

  private final Plan plan;

  InProcessJudge(ByteSize sensitivity) {
    this.plan =
        new Plan(
            sensitivity,
            new Allowance(new ByteSize(0), 0, A_FEW, A_FEW, 0),
            Duration.ofMinutes(10),
            1,
            List.of());
  }

  TargetVerdict judge(List<Tick> floors) {
    TargetVerdict live = judge(floors, kind -> kind == MetricKind.LIVE_SET);
    if (live.verdict().kind() == Verdict.Kind.LEAK) {
      return live;
    }
    TargetVerdict others = judge(floors, kind -> kind != MetricKind.LIVE_SET);
    return others.verdict().kind() == Verdict.Kind.LEAK ? others : live;
  }

  private TargetVerdict judge(List<Tick> floors, Predicate<MetricKind> counts) {
    TargetIdentity self =
        new TargetIdentity(
            NAME,
            "",
            OptionalLong.empty(),
            "",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new ArmAnalyst(plan, 1)
        .judge(self, floors.stream().map(tick -> only(tick, counts)).toList(), List.of());
  }

  private static Tick only(Tick tick, Predicate<MetricKind> counts) {
    SortedMap<String, MemorySample> samples = new TreeMap<>();
    tick.samples()
        .forEach(
            (name, sample) -> {
              if (counts.test(sample.kind())) {
                samples.put(name, sample);
              }
            });
    return new Tick(
        tick.arm(),
        tick.kind(),
        tick.segment(),
        tick.round(),
        tick.nanos(),
        tick.at(),
        tick.counts(),
        samples,
        tick.missed(),
        tick.classes());
  }
}
