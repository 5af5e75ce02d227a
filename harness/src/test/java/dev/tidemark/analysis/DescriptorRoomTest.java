package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DescriptorRoomTest {
  private static final int PER_ROUND = 100;
  private static final int ROUNDS = 40;

  /** Opens a file with every request, beside what the live set grows by. */
  private static TargetVerdict judge(double bytesPerRequest, long limitMebibytes) {
    SplittableRandom random = new SplittableRandom(1);
    List<Tick> ticks = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      long ended = (long) round * PER_ROUND;
      TreeMap<String, MemorySample> samples = new TreeMap<>();
      put(
          samples,
          "jvm.memory.live",
          MetricKind.LIVE_SET,
          Unit.BYTES,
          10e6 + bytesPerRequest * ended + random.nextInt(8_000));
      put(
          samples,
          "process.unix.file_descriptor.count",
          MetricKind.DESCRIPTORS,
          Unit.COUNT,
          40.0 + ended);
      put(samples, "process.unix.file_descriptor.limit", MetricKind.SHOWN, Unit.COUNT, 20_040);
      ticks.add(
          new Tick(
              "a",
              Tick.Kind.FLOOR,
              0,
              round,
              round * 1_000_000_000L,
              Instant.EPOCH,
              new RequestCounts(ended, 0, 0),
              samples,
              new TreeMap<>(),
              Map.of()));
    }
    Plan plan =
        new Plan(
            new ByteSize(100),
            Allowance.DEFAULT,
            Duration.ofMinutes(3),
            8,
            List.of(),
            OptionalDouble.of(100));
    TargetIdentity target =
        new TargetIdentity(
            "a",
            "http://127.0.0.1:1",
            OptionalLong.empty(),
            "",
            List.of(),
            Optional.empty(),
            Optional.of(new Limit(ByteSize.ofMebibytes(limitMebibytes), "-Xmx")),
            Optional.empty());
    return new ArmAnalyst(plan, 1).judge(target, ticks, List.of());
  }

  private static void put(
      Map<String, MemorySample> samples, String name, MetricKind kind, Unit unit, double is) {
    samples.put(name, new MemorySample(name, kind, unit, is, GcState.AFTER_FULL_GC));
  }

  @Test
  void theProjectionIsThatOfDescriptorsWhereTheyRunOutFirst() {
    TargetVerdict verdict = judge(2_000, 4_096);
    assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.sizing().descriptorLimit()).hasValue(20_040);
    assertThat(verdict.requestsToLimit().orElseThrow())
        .satisfies(range -> assertThat(range.low()).isBetween(15_990.0, 16_000.0))
        .satisfies(range -> assertThat(range.high()).isBetween(16_000.0, 16_010.0));
    assertThat(verdict.secondsToLimit().orElseThrow().low()).isBetween(159.0, 160.0);
    assertThat(verdict.sizing().secondsBetweenRestarts()).isEmpty();
  }

  @Test
  void memoryThatRunsOutSoonerComesFirst() {
    TargetVerdict verdict = judge(20_000, 128);
    assertThat(verdict.sizing().descriptorLimit()).isEmpty();
    assertThat(verdict.requestsToLimit().orElseThrow().high()).isLessThan(3_000);
  }
}
