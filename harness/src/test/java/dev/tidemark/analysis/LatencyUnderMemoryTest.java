package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ledger.LatencyInterval;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Latency once memory is nearly full, on made-up ledgers. */
class LatencyUnderMemoryTest {
  private static final double LIMIT = 100 << 20;
  private static final int ROUNDS = 40;
  private static final int REQUESTS = 100;
  private static final double USUAL = 20;
  private static final double SECOND = 1e9;

  /** A made-up arm: 40 rounds during which memory rises from 50% to 90% of the limit. */
  private static final class Arm {
    private final List<Tick> ticks = new ArrayList<>();
    private final List<LatencyInterval> intervals = new ArrayList<>();
    private final Random random;
    private double collecting;

    Arm(long seed) {
      random = new Random(seed);
    }

    Arm rounds(IntToDoubleFunction millis, IntToDoubleFunction share, IntToDoubleFunction gc) {
      return rounds(0, ROUNDS, millis, share, gc);
    }

    Arm rounds(
        int segment,
        int rounds,
        IntToDoubleFunction millis,
        IntToDoubleFunction share,
        IntToDoubleFunction gc) {
      if (ticks.isEmpty()) {
        tick(Tick.Kind.FLOOR, segment, 0, 0, share.applyAsDouble(0));
      }
      int before = (int) ticks.stream().filter(t -> t.kind() == Tick.Kind.FLOOR).count() - 1;
      for (int i = 1; i <= rounds; i++) {
        int round = before + i;
        double begin = 10.0 * round;
        for (int second = 1; second <= 3; second++) {
          tick(Tick.Kind.LOAD, segment, round, begin + second, 1);
          collecting += gc.applyAsDouble(i);
        }
        Histogram latency = LatencyInterval.none();
        for (int n = 0; n < REQUESTS; n++) {
          double one = millis.applyAsDouble(i) * Math.exp(0.4 * random.nextGaussian());
          latency.recordValue((long) (one * 1e6));
        }
        intervals.add(new LatencyInterval("a", at(begin), at(begin + 4), latency));
        tick(Tick.Kind.FLOOR, segment, round, begin + 5, share.applyAsDouble(i));
      }
      return this;
    }

    private void tick(Tick.Kind kind, int segment, int round, double seconds, double share) {
      TreeMap<String, MemorySample> samples = new TreeMap<>();
      if (kind == Tick.Kind.FLOOR) {
        samples.put(
            "jvm.memory.live",
            new MemorySample(
                "jvm.memory.live",
                MetricKind.LIVE_SET,
                Unit.BYTES,
                share * LIMIT,
                GcState.AFTER_FULL_GC));
      } else {
        samples.put(
            "jvm.gc.seconds",
            new MemorySample(
                "jvm.gc.seconds", MetricKind.SHOWN, Unit.COUNT, collecting, GcState.UNKNOWN));
      }
      ticks.add(
          new Tick(
              "a",
              kind,
              segment,
              round,
              (long) (seconds * SECOND),
              at(seconds),
              new RequestCounts((long) round * REQUESTS, 0, 0),
              samples,
              new TreeMap<>(),
              Map.of()));
    }

    private static Instant at(double seconds) {
      return Instant.EPOCH.plusMillis((long) (1_000 * seconds));
    }

    List<String> notes() {
      return new LatencyUnderMemory(target(), ticks, intervals).noted().notes();
    }
  }

  private static TargetVerdict target() {
    return TargetVerdict.of("a", new Verdict.Growing("grows", true))
        .limit(Optional.of(new Limit(new ByteSize((long) LIMIT), "-Xmx")))
        .build();
  }

  /** From half of the limit to nine tenths of it: 30 rounds below four fifths, and 10 above. */
  private static double rising(int round) {
    return 0.5 + 0.01 * round;
  }

  @Test
  void latencyThatDoublesAsMemoryFillsIsNoted() {
    List<String> notes =
        new Arm(1)
            .rounds(
                i -> i > 30 ? 3 * USUAL : USUAL,
                LatencyUnderMemoryTest::rising,
                i -> i > 30 ? 0.3 : 0.02)
            .notes();
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0))
        .matches(
            "p99 was \\d+ ms below 80% of the limit of 100 MiB, and is \\d+ ms above, [23]\\.\\d"
                + " times as long \\(2\\d rounds below, \\d+ above\\); garbage collections took 2% of"
                + " the time below, 30% above");
  }

  @Test
  void latencyThatStaysIsNot() {
    assertThat(new Arm(1).rounds(i -> USUAL, LatencyUnderMemoryTest::rising, i -> 0.02).notes())
        .isEmpty();
  }

  @Test
  void latencyThatRoseLongBeforeMemoryDidIsNot() {
    assertThat(
            new Arm(1)
                .rounds(i -> i > 20 ? 3 * USUAL : USUAL, LatencyUnderMemoryTest::rising, i -> 0.02)
                .notes())
        .isEmpty();
  }

  @Test
  void aSingleStallIsNot() {
    assertThat(
            new Arm(1)
                .rounds(
                    i -> i == 35 ? 50 * USUAL : USUAL, LatencyUnderMemoryTest::rising, i -> 0.02)
                .notes())
        .isEmpty();
  }

  @Test
  void memoryThatNeverFillsSaysNothingWhateverTheLatency() {
    assertThat(new Arm(1).rounds(i -> i > 30 ? 9 * USUAL : USUAL, i -> 0.5, i -> 0.02).notes())
        .isEmpty();
  }

  @Test
  void roundsOfAnotherSegmentAreNotComparedWith() {
    Arm arm =
        new Arm(1)
            .rounds(0, 30, i -> USUAL, i -> 0.5 + 0.009 * i, i -> 0.02)
            .rounds(1, 10, i -> 5 * USUAL, i -> 0.8 + 0.01 * i, i -> 0.02);
    assertThat(arm.notes()).as("another rate, another size of rounds").isEmpty();
  }

  @Test
  void tooFewRoundsAreNotEnough() {
    assertThat(
            new Arm(1)
                .rounds(i -> i > 30 ? 9 * USUAL : USUAL, i -> i > 38 ? 0.9 : 0.5, i -> 0.02)
                .notes())
        .as("one round above")
        .isEmpty();
  }

  /** Noise that has nothing to do with memory: rounds that wander, drift, and stall. */
  private static boolean falseAlarm(long seed, double sigma, double correlation, double stalls) {
    Random random = new Random(seed);
    double[] level = new double[ROUNDS + 1];
    double wander = sigma * random.nextGaussian();
    double own = sigma * Math.sqrt(1 - correlation * correlation);
    for (int i = 1; i <= ROUNDS; i++) {
      wander = correlation * wander + own * random.nextGaussian();
      level[i] = Math.exp(wander) * (random.nextDouble() < stalls ? 5 : 1);
    }
    return !new Arm(seed)
        .rounds(i -> USUAL * level[i], LatencyUnderMemoryTest::rising, i -> 0.02)
        .notes()
        .isEmpty();
  }

  private static double rate(double sigma, double correlation, double stalls, int runs) {
    int alarms = 0;
    for (int seed = 0; seed < runs; seed++) {
      alarms += falseAlarm(seed, sigma, correlation, stalls) ? 1 : 0;
    }
    return (double) alarms / runs;
  }

  @Test
  void falseAlarmsAreRareUnderNoiseThatWanders() {
    for (double[] noise :
        new double[][] {
          {0, 0, 0}, {0.2, 0.5, 0}, {0.2, 0.9, 0}, {0.3, 0.8, 0.05}, {0.3, 0.95, 0}, {0.2, 0, 0.2}
        }) {
      assertThat(rate(noise[0], noise[1], noise[2], 500))
          .as("deviation, correlation from round to round, share of stalls: %s", noise)
          .isLessThanOrEqualTo(0.01);
    }
  }

  @Test
  void aClearDoublingIsFoundUnderNoise() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      double[] level = new double[ROUNDS + 1];
      for (int i = 1; i <= ROUNDS; i++) {
        level[i] = Math.exp(0.15 * random.nextGaussian()) * (i > 30 ? 3 : 1);
      }
      found +=
          new Arm(seed)
                  .rounds(i -> USUAL * level[i], LatencyUnderMemoryTest::rising, i -> 0.02)
                  .notes()
                  .isEmpty()
              ? 0
              : 1;
    }
    assertThat(found).isGreaterThanOrEqualTo(98);
  }
}
