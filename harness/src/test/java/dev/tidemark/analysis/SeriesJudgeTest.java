package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesJudgeTest {
  private static final double MIB = 1 << 20;
  private static final int ROUNDS = 55;
  private static final int REQUESTS = 200;

  private final SeriesJudge judge =
      new SeriesJudge(
          new Plan(new ByteSize(100), Allowance.DEFAULT, Duration.ofMinutes(5), 8, List.of()), 8);

  @ParameterizedTest
  @CsvSource({
    "NATIVE, 100, LEAK, true",
    "NATIVE, 40, GROWING, true",
    "NATIVE, 10, INCONCLUSIVE, false",
    "RESIDENT, 100, GROWING, true",
    "RESIDENT, 40, INCONCLUSIVE, false",
    "INDIRECT, 100, GROWING, false",
    "BYTES, 100, LEAK, true",
    "BYTES, 10, GROWING, true"
  })
  void growthAlongALineIsJudgedByTheKindOfMemory(
      MetricKind kind, double mebibytes, Verdict.Kind expected, boolean counts) {
    Series series = series(kind, Unit.BYTES, 0.02, u -> mebibytes * u);
    SeriesVerdict verdict = judge(series);
    assertThat(verdict.verdict().kind()).isEqualTo(expected);
    assertThat(judge.counts(verdict, series)).isEqualTo(counts);
  }

  /** As far as native memory moved in targets that hold nothing. */
  @ParameterizedTest
  @EnumSource(
      value = MetricKind.class,
      names = {"NATIVE", "RESIDENT"})
  void whatMovesByTensOfMebibytesWithoutALineIsNoLeak(MetricKind kind) {
    for (long seed = 1; seed <= 20; seed++) {
      Series series = wandering(kind, 25, seed);
      SeriesVerdict verdict = judge(series);
      assertThat(verdict.verdict().kind()).isNotEqualTo(Verdict.Kind.LEAK);
    }
  }

  @Test
  void nativeMemoryThatRisesBeyondACacheWithoutProofIsNotCalledFlat() {
    Series series = series(MetricKind.NATIVE, Unit.BYTES, 2, u -> 34 * u);
    SeriesVerdict verdict = judge(series);
    assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.verdict().reason()).startsWith("rose by ").contains("neither", "--budget");
    assertThat(judge.counts(verdict, series)).isTrue();
  }

  @Test
  void nativeMemoryThatRisesByHalfOfItsAllowanceIsNotCalledFlatHoweverItWanders() {
    Series series = series(MetricKind.NATIVE, Unit.BYTES, 6, u -> 60 * u * u);
    SeriesVerdict verdict = judge(series);
    assertThat(verdict.verdict().kind()).isNotEqualTo(Verdict.Kind.PLATEAU);
    assertThat(judge.counts(verdict, series)).isTrue();
  }

  @Test
  void nativeMemoryThatStandsStillDoesNotCountAgainstItsTarget() {
    Series series = series(MetricKind.NATIVE, Unit.BYTES, 3, u -> 0);
    assertThat(judge.counts(judge(series), series)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"THREADS, 300", "DESCRIPTORS, 1300", "CLASSES, 6000"})
  void countsConvictBeyondTheirOwnAllowances(MetricKind kind, double gained) {
    Series leaking = series(kind, Unit.COUNT, 0, u -> 1.3 * gained * u);
    assertThat(judge(leaking).verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    Series pool = series(kind, Unit.COUNT, 0, u -> gained / 3 * Math.min(1, 3 * u));
    assertThat(judge(pool).verdict().kind()).isNotEqualTo(Verdict.Kind.LEAK);
  }

  private SeriesVerdict judge(Series series) {
    return judge.judge(
        series, new MemorySample("x", series.kind(), series.unit(), 1, GcState.UNKNOWN), ROUNDS);
  }

  /**
   * @param noise standard deviation of a reading, in MiB where the unit is bytes
   * @param shape from 0 at the start to 1 at the end, in MiB where the unit is bytes
   */
  private static Series series(
      MetricKind kind, Unit unit, double noise, DoubleUnaryOperator shape) {
    SplittableRandom random = new SplittableRandom(7);
    double scale = unit == Unit.BYTES ? MIB : 1;
    double[] x = new double[ROUNDS];
    double[] y = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      x[i] = (double) REQUESTS * (i + 1);
      double value = 100 + shape.applyAsDouble(i / (ROUNDS - 1.0)) + noise * random.nextGaussian();
      y[i] = scale * (unit == Unit.COUNT ? Math.rint(value) : value);
    }
    return new Series("a series", kind, unit, x, y);
  }

  /** Steps up and down, with the whole range in MiB. */
  private static Series wandering(MetricKind kind, double range, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[ROUNDS];
    double[] y = new double[ROUNDS];
    double level = 0;
    for (int i = 0; i < ROUNDS; i++) {
      x[i] = (double) REQUESTS * (i + 1);
      level += range / 6 * random.nextGaussian();
      level = Math.max(-range / 2, Math.min(range / 2, level));
      y[i] = (100 + level) * MIB;
    }
    return new Series("a series", kind, Unit.BYTES, x, y);
  }
}
