package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class NativeRisesTest {
  private static final int ROUNDS = 55;
  private static final int PER_ROUND = 80;
  private static final int PER_LOAD = 16_000;
  private static final int READINGS = 10;
  private static final double DELTA = 100;

  private static List<MemorySample> samples(double live, double bytes) {
    return List.of(
        PlainFloors.live(live),
        PlainFloors.sample("process.memory.native", MetricKind.NATIVE, Unit.BYTES, bytes));
  }

  /** Rounds, and loads after them, of a target whose native memory is a function of requests. */
  private static List<Tick> rows(int loads, LongToDoubleFunction bytes) {
    SplittableRandom random = new SplittableRandom(3);
    List<Tick> rows =
        new ArrayList<>(
            PlainFloors.of(
                ROUNDS,
                PER_ROUND,
                ended -> samples(10e6 + random.nextInt(8_000), 60e6 + bytes.applyAsDouble(ended))));
    long ended = (long) ROUNDS * PER_ROUND;
    for (int load = 0; load < loads; load++) {
      for (int i = 1; i <= READINGS; i++) {
        ended += PER_LOAD / READINGS;
        double now = 60e6 + bytes.applyAsDouble(ended);
        rows.add(
            row(
                i < READINGS ? Tick.Kind.PRESSURE : Tick.Kind.AFTER_LOAD,
                ended,
                samples(10e6, now)));
      }
    }
    return rows;
  }

  private static Tick row(Tick.Kind kind, long ended, List<MemorySample> samples) {
    TreeMap<String, MemorySample> byName = new TreeMap<>();
    samples.forEach(sample -> byName.put(sample.metric(), sample));
    return new Tick(
        "a",
        kind,
        0,
        ROUNDS,
        ended,
        Instant.EPOCH,
        new RequestCounts(ended, 0, 0),
        byName,
        new TreeMap<>(),
        Map.of());
  }

  /** 600 B a request, of which a compiler takes and gives back 8 MB. */
  private static double leak(long ended) {
    return 600.0 * ended + (ended > 9_000 && ended < 14_000 ? 8e6 : 0);
  }

  @Test
  void aLeakGainsTheSameWithEveryLoad() {
    NativeRises one = NativeRises.of(rows(1, NativeRisesTest::leak));
    assertThat(one.perRequest()).hasSize(1);
    assertThat(one.open(DELTA)).isTrue();
    assertThat(one.grow(DELTA)).isFalse();

    NativeRises three = NativeRises.of(rows(3, NativeRisesTest::leak));
    assertThat(three.perRequest()).hasSize(3);
    assertThat(three.open(DELTA)).isFalse();
    assertThat(three.grow(DELTA)).isTrue();
    assertThat(three.last()).isCloseTo(600, within(1.0));
  }

  @Test
  void aWarmUpGainsLessWithEveryLoad() {
    LongToDoubleFunction warm = ended -> 25e6 * (1 - Math.exp(-ended / 12_000.0));
    assertThat(NativeRises.of(rows(1, warm)).open(DELTA)).isTrue();
    NativeRises two = NativeRises.of(rows(2, warm));
    assertThat(two.open(DELTA)).isFalse();
    assertThat(two.grow(DELTA)).isFalse();
  }

  @Test
  void whatStandsStillNeedsNoMoreLoads() {
    assertThat(NativeRises.of(rows(1, ended -> ended == 0 ? 0 : 5e6)).open(DELTA)).isFalse();
  }

  @Test
  void roundsAfterALoadBeginAnew() {
    List<Tick> rows = rows(3, NativeRisesTest::leak);
    rows.add(row(Tick.Kind.FLOOR, 60_000, samples(10e6, 100e6)));
    assertThat(NativeRises.of(rows).perRequest()).isEmpty();
  }

  /** The rounds gained 2.6 MB, which is little beside an allowance of 64 MiB. */
  @Test
  void whatGrowsInLoadsIsNoPlateau() {
    ArmAnalyst analyst = PlainFloors.analyst();
    List<Tick> rounds = rows(0, NativeRisesTest::leak);
    List<Tick> loads = rows(3, NativeRisesTest::leak);
    assertThat(verdict(analyst, rounds).kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict(analyst, loads).kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict(analyst, loads).reason())
        .contains("it rose with each of 3 loads after the rounds, by 600 B per request");
    assertThat(analyst.requestsToShowHidden(loads).orElseThrow())
        .isBetween(145_000L, 146_000L); // 1.3 times 64 MiB
  }

  private static Verdict verdict(ArmAnalyst analyst, List<Tick> rows) {
    return analyst.judge(PlainFloors.target(Optional.empty()), rows, List.of()).verdict();
  }
}
