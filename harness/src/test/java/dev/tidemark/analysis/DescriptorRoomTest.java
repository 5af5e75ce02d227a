package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DescriptorRoomTest {
  private static final int PER_ROUND = 100;
  private static final int ROUNDS = 40;

  /** Opens a file with every request, beside what the live set grows by. */
  private static TargetVerdict judge(double bytesPerRequest, long limitMebibytes) {
    SplittableRandom random = new SplittableRandom(1);
    List<Tick> ticks =
        PlainFloors.of(
            ROUNDS,
            PER_ROUND,
            ended ->
                List.of(
                    PlainFloors.live(10e6 + bytesPerRequest * ended + random.nextInt(8_000)),
                    PlainFloors.sample(
                        "process.unix.file_descriptor.count",
                        MetricKind.DESCRIPTORS,
                        Unit.COUNT,
                        40.0 + ended),
                    PlainFloors.sample(
                        "process.unix.file_descriptor.limit",
                        MetricKind.SHOWN,
                        Unit.COUNT,
                        20_040)));
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
