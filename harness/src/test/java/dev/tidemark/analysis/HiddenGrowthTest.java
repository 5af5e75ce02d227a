package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class HiddenGrowthTest {
  private static final double CHUNK = 4 << 20;
  private static final int ROUNDS = 60;

  private final ArmAnalyst analyst = PlainFloors.analyst();

  private static List<Tick> rows(int perRound, LongToDoubleFunction direct) {
    return beside(
        "jvm.buffer.memory.used", MetricKind.BYTES, Unit.BYTES, perRound, direct, Map.of());
  }

  /** Floors of a JVM whose live set stands still, beside one more series. */
  private static List<Tick> beside(
      String name,
      MetricKind kind,
      Unit unit,
      int perRound,
      LongToDoubleFunction value,
      Map<String, ClassCount> classes) {
    SplittableRandom random = new SplittableRandom(1);
    return PlainFloors.of(
        ROUNDS,
        perRound,
        ended ->
            List.of(
                PlainFloors.live(10e6 + random.nextInt(8_000)),
                PlainFloors.sample(name, kind, unit, value.applyAsDouble(ended))),
        classes);
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
    TargetVerdict verdict = judge(rows(160, HiddenGrowthTest::pool));
    assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.verdict().reason())
        .contains("pieces of up to 8.00 MiB")
        .contains("83,887 requests would show 100 B");
    assertThat(analyst.requestsToShowHidden(rows(160, HiddenGrowthTest::pool))).hasValue(83_887);
  }

  @Test
  void aPoolThatStandsStillOverEnoughRequestsIsFlat() {
    List<Tick> rows = rows(1_700, ended -> ended == 0 ? 2 * CHUNK : 4 * CHUNK);
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToShowHidden(rows)).isEmpty();
  }

  @Test
  void buffersOfAFewKilobytesHideNothing() {
    List<Tick> rows = rows(160, ended -> ended == 0 ? 73_746 : 90_148);
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToShowHidden(rows)).isEmpty();
  }

  @Test
  void buffersThatAreNoWholeMegabytesAreNoChunks() {
    List<Tick> rows = rows(160, ended -> ended == 0 ? 2 * CHUNK : 3.5 * CHUNK + (512 << 10));
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToShowHidden(rows)).isEmpty();
  }

  @Test
  void megabytesThatWereGivenBackAreNoChunks() {
    List<Tick> rows = rows(160, ended -> ended == 480 ? 4 * CHUNK : 2 * CHUNK);
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToShowHidden(rows)).isEmpty();
  }

  /**
   * What a pool took before any traffic is no doubt, but worth as many requests as would fill it.
   */
  @Test
  void aPoolThatWasThereFromTheStartIsFilledWhereThereIsTime() {
    List<Tick> rows = rows(160, ended -> 4 * CHUNK + 32_776);
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(analyst.requestsToShowHidden(rows)).hasValue(168_100);
    assertThat(analyst.requestsToShowHidden(rows(3_200, ended -> 4 * CHUNK + 32_776))).isEmpty();
    assertThat(analyst.requestsToShowHidden(rows(160, ended -> 4.5 * CHUNK - 700_000))).isEmpty();
  }

  /** The same with classes, as a JVM that is asked for them has. */
  private static List<Tick> beside(
      String name, MetricKind kind, Unit unit, int perRound, LongToDoubleFunction value) {
    return beside(name, kind, unit, perRound, value, Map.of("[B", new ClassCount(1, 16)));
  }

  private Verdict threads(int perRound, LongToDoubleFunction threads) {
    return judge(beside("jvm.thread.count", MetricKind.THREADS, Unit.COUNT, perRound, threads))
        .verdict();
  }

  /** A pool of four threads that is made anew every 1,000 requests, and never ended. */
  @Test
  void threadsThatComeAtAPaceAreGrowthHoweverFew() {
    Verdict grows = threads(120, ended -> 30 + 4 * Math.floorDiv(ended, 1_000));
    assertThat(grows.kind()).isEqualTo(Verdict.Kind.GROWING);
    assertThat(grows.reason())
        .contains("threads +0.004 per request")
        .contains("within the cache allowance of 256");
    assertThat(((Verdict.Growing) grows).linear()).isTrue();
  }

  @Test
  void threadsThatComeInOneStepAndStayAreNone() {
    assertThat(threads(120, ended -> ended < 3_000 ? 30 : 50).kind())
        .isEqualTo(Verdict.Kind.PLATEAU);
  }

  /**
   * 700 KB in all rounds: little beside the allowance of 16 MiB, and yet half as much again as
   * matters.
   */
  @Test
  void growthAlongALineCountsHoweverLittleItCameTo() {
    List<Tick> rows =
        beside("jvm.buffer.memory.used", MetricKind.BYTES, Unit.BYTES, 80, ended -> 150.0 * ended);
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.GROWING);
    assertThat(judge(rows).verdict().reason()).contains("direct buffers +150 B per request");
  }

  /** A journal that maps another megabyte every 3,500 requests: one step in all rounds. */
  @Test
  void aMappingThatJustCameHidesWhatFillsIt() {
    List<Tick> rows =
        beside(
            "jvm.buffer.memory.used.mapped",
            MetricKind.BYTES,
            Unit.BYTES,
            80,
            ended -> (1 << 20) * (1 + Math.floorDiv(ended, 3_500)));
    assertThat(judge(rows).verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(judge(rows).verdict().reason()).contains("rose by 1.00 MiB at once");
    assertThat(analyst.requestsToShowHidden(rows)).hasValue(10_486);
  }
}
