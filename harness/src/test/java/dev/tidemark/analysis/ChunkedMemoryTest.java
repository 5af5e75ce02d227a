package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
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
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class ChunkedMemoryTest {
  private static final double CHUNK = 4 << 20;
  private static final int ROUNDS = 60;

  private final ArmAnalyst analyst =
      new ArmAnalyst(
          new Plan(
              new ByteSize(100),
              Allowance.DEFAULT,
              Duration.ofMinutes(3),
              8,
              List.of(),
              OptionalDouble.empty()),
          1);

  private static List<Tick> rows(int perRound, LongToDoubleFunction direct) {
    SplittableRandom random = new SplittableRandom(1);
    return PlainFloors.of(
        ROUNDS,
        perRound,
        ended ->
            List.of(
                PlainFloors.sample(
                    "jvm.memory.live",
                    MetricKind.LIVE_SET,
                    Unit.BYTES,
                    10e6 + random.nextInt(8_000)),
                PlainFloors.sample(
                    "jvm.buffer.memory.used",
                    MetricKind.BYTES,
                    Unit.BYTES,
                    direct.applyAsDouble(ended))));
  }

  private TargetVerdict judge(List<Tick> rows) {
    return analyst.judge(PlainFloors.target(Optional.empty()), rows, List.of());
  }

  /** A pool that took two chunks as traffic began, and keeps 800 B of each request since. */
  private static double pool(long ended) {
    return ended == 0 ? 2 * CHUNK : 4 * CHUNK + Math.floor(ended * 800 / (4 * CHUNK)) * 4 * CHUNK;
  }

  @Test
  void whatFitsIntoAChunkThatWasTakenIsNotRuledOut() {
    TargetVerdict verdict = judge(rows(160, ChunkedMemoryTest::pool));
    assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.verdict().reason())
        .contains("pieces of up to 8.00 MiB")
        .contains("83,887 requests would show 100 B");
    assertThat(analyst.requestsToFillChunks(rows(160, ChunkedMemoryTest::pool))).hasValue(83_887);
  }

  @Test
  void aPoolThatStandsStillOverEnoughRequestsIsFlat() {
    List<Tick> rows = rows(1_700, ended -> ended == 0 ? 2 * CHUNK : 4 * CHUNK);
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToFillChunks(rows)).isEmpty();
  }

  @Test
  void buffersOfAFewKilobytesHideNothing() {
    List<Tick> rows = rows(160, ended -> ended == 0 ? 73_746 : 90_148);
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToFillChunks(rows)).isEmpty();
  }

  @Test
  void buffersThatAreNoWholeMegabytesAreNoChunks() {
    List<Tick> rows = rows(160, ended -> ended == 0 ? 2 * CHUNK : 3.5 * CHUNK + (512 << 10));
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToFillChunks(rows)).isEmpty();
  }

  @Test
  void megabytesThatWereGivenBackAreNoChunks() {
    List<Tick> rows = rows(160, ended -> ended == 480 ? 4 * CHUNK : 2 * CHUNK);
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToFillChunks(rows)).isEmpty();
  }

  /** What a pool took before any traffic says nothing of what it takes now. */
  @Test
  void memoryThatWasThereFromTheStartHidesNothing() {
    assertThat(judge(rows(160, ended -> 64 * CHUNK)).verdict().kind())
        .isEqualTo(Verdict.Kind.PLATEAU);
  }
}
