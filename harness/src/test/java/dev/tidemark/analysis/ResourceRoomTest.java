package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.ScarceResource;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class ResourceRoomTest {
  private static final int PER_ROUND = 100;
  private static final int ROUNDS = 40;

  /** Opens a file with every request, beside what the live set grows by. */
  private static TargetVerdict judge(double bytesPerRequest, long limitMebibytes) {
    return judge(
        bytesPerRequest,
        limitMebibytes,
        ended ->
            List.of(
                PlainFloors.sample(
                    "process.unix.file_descriptor.count",
                    MetricKind.DESCRIPTORS,
                    Unit.COUNT,
                    40.0 + ended),
                PlainFloors.sample(
                    "process.unix.file_descriptor.limit", MetricKind.SHOWN, Unit.COUNT, 20_040)));
  }

  private static TargetVerdict judge(
      double bytesPerRequest, long limitMebibytes, LongFunction<List<MemorySample>> beside) {
    SplittableRandom random = new SplittableRandom(1);
    List<Tick> ticks =
        PlainFloors.of(
            ROUNDS,
            PER_ROUND,
            ended -> {
              List<MemorySample> samples = new ArrayList<>(beside.apply(ended));
              samples.add(PlainFloors.live(10e6 + bytesPerRequest * ended + random.nextInt(8_000)));
              return samples;
            });
    Plan plan =
        new Plan(
            new ByteSize(100),
            Allowance.DEFAULT,
            Duration.ofMinutes(3),
            8,
            List.of(),
            OptionalDouble.of(100));
    Limit limit = new Limit(ByteSize.ofMebibytes(limitMebibytes), "-Xmx");
    return new ArmAnalyst(plan, 1).judge(PlainFloors.target(Optional.of(limit)), ticks, List.of());
  }

  @Test
  void theProjectionIsThatOfDescriptorsWhereTheyRunOutFirst() {
    TargetVerdict verdict = judge(2_000, 4_096);
    assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.sizing().first())
        .contains(new ScarceResource(ScarceResource.Kind.DESCRIPTORS, 20_040));
    assertThat(verdict.requestsToLimit().orElseThrow())
        .satisfies(range -> assertThat(range.low()).isBetween(15_990.0, 16_000.0))
        .satisfies(range -> assertThat(range.high()).isBetween(16_000.0, 16_010.0));
    assertThat(verdict.secondsToLimit().orElseThrow().low()).isBetween(159.0, 160.0);
    assertThat(verdict.sizing().secondsBetweenRestarts()).isEmpty();
  }

  @Test
  void directMemoryHasALimitOfItsOwn() {
    TargetVerdict verdict =
        judge(
            500,
            512,
            ended ->
                List.of(
                    PlainFloors.sample(
                        "jvm.buffer.memory.used", MetricKind.BYTES, Unit.BYTES, 10_000.0 * ended),
                    PlainFloors.sample(
                        "jvm.buffer.memory.limit", MetricKind.SHOWN, Unit.BYTES, 100e6)));

    assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.sizing().first())
        .contains(new ScarceResource(ScarceResource.Kind.DIRECT_MEMORY, 100_000_000));
    assertThat(verdict.requestsToLimit().orElseThrow())
        .satisfies(range -> assertThat(range.low()).isBetween(5_990.0, 6_000.0))
        .satisfies(range -> assertThat(range.high()).isBetween(6_000.0, 6_010.0));
  }

  @Test
  void memoryThatRunsOutSoonerComesFirst() {
    TargetVerdict verdict = judge(20_000, 128);
    assertThat(verdict.sizing().first()).isEmpty();
    assertThat(verdict.requestsToLimit().orElseThrow().high()).isLessThan(3_000);
  }
}
