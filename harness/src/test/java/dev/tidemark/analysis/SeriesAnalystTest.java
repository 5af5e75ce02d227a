package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import dev.tidemark.model.Verdict.Kind;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesAnalystTest {
  private static final int REQUESTS = 20;
  private static final double KIB = 1024;
  private static final double MIB = 1024 * KIB;

  private final SeriesAnalyst analyst = new SeriesAnalyst();

  @Test
  void aLeakBeyondTheAllowanceIsSaidWithItsFigures() {
    SeriesVerdict verdict = judge(liveSet(16, u -> 83 * KIB * u), 4 * MIB);

    assertThat(verdict.verdict().kind()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason())
        .isEqualTo(
            "grows 83.0 KiB per request (82.8-83.3 KiB), at least 14.6 MiB in the last 13 of 16 rounds,"
                + " beyond the cache allowance of 4.00 MiB");
  }

  @Test
  void whatIsCountedIsSaidInWholePieces() {
    SplittableRandom noise = new SplittableRandom(5);
    double[] x = new double[24];
    double[] y = new double[24];
    for (int i = 0; i < x.length; i++) {
      x[i] = i * 20.0;
      y[i] = 3_000 + 3_000.5 * x[i] + noise.nextDouble();
    }
    Series classes = new Series("jvm.class.count", MetricKind.CLASSES, Unit.COUNT, x, y);

    assertThat(judge(classes, 100).verdict().reason())
        .containsPattern("at least [0-9,]+ in the last");
  }

  @Test
  void theSameGrowthWithinTheAllowanceIsGrowingAndSaysHowLongToRun() {
    SeriesVerdict verdict = judge(liveSet(16, u -> 83 * KIB * u), 64 * MIB);

    assertThat(verdict.verdict())
        .isInstanceOfSatisfying(
            Verdict.Growing.class, growing -> assertThat(growing.linear()).isTrue());
    assertThat(verdict.verdict().reason())
        .endsWith(
            "within the cache allowance of 64.0 MiB; run at least 790 requests to tell a filling"
                + " cache from a leak");
  }

  @Test
  void withNoAllowanceTheEffectFloorAloneDecides() {
    SeriesVerdict verdict = judge(liveSet(24, u -> 4 * KIB * u), 0);

    assertThat(verdict.verdict().kind()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason()).endsWith("; no growth was allowed");
  }

  @Test
  void growthThatSlowsDownIsUnsettled() {
    SeriesVerdict verdict = judge(liveSet(60, u -> 3 * MIB * Math.log1p(u / 20) / Math.log(61)), 0);

    assertThat(verdict.verdict())
        .isInstanceOfSatisfying(
            Verdict.Growing.class, growing -> assertThat(growing.linear()).isFalse());
    assertThat(verdict.verdict().reason()).contains("but not along a straight line");
  }

  @Test
  void flatnessIsShownFromTheFiftyFourthRoundOnAndNotBefore() {
    SeriesVerdict early = judge(liveSet(36, u -> 0), 0);
    SeriesVerdict late = judge(liveSet(54, u -> 0), 0);

    assertThat(early.verdict().kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(early.verdict().reason()).contains("flat so far").contains("54 rounds are needed");
    assertThat(late.verdict())
        .isInstanceOfSatisfying(
            Verdict.Plateau.class, plateau -> assertThat(plateau.sensitivity()).isEqualTo(1000));
    assertThat(late.verdict().reason())
        .startsWith("no growth of 1000 B per request or more: at most ")
        .endsWith(" per request is left possible after 54 rounds");
  }

  @Test
  void anInconclusiveVerdictSaysHowManyRoundsWouldDo() {
    SeriesVerdict noisy = analyst.judge(liveSet(54, u -> 0), new Question(20, 0, 1, 1, 54, true));
    SeriesVerdict hopeless =
        analyst.judge(liveSet(54, u -> 0), new Question(0.01, 0, 1, 1, 54, true));

    assertThat(noisy.verdict().kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(noisy.verdict().reason())
        .matches(
            "growth below .* cannot be told from noise of .*; about \\d+ rounds would reach 20 B");
    assertThat(hopeless.verdict().reason()).contains("send more requests per round");
  }

  @Test
  void levelShiftsAreNamedAsWhatHidesGrowth() {
    Series steps =
        liveSet(120, u -> 3 * MIB * ((u > 1900 ? 1 : 0) + (u > 2060 ? 1 : 0) + (u > 2220 ? 1 : 0)));

    assertThat(judge(steps, 0).verdict().reason())
        .startsWith(
            "the level shifted 3 times in 120 rounds; growth of 3.88 KiB per request is left");
  }

  @Test
  void aLevelThatFallsIsSaidToHideGrowth() {
    Series falling = liveSet(54, u -> 3 * MIB * Math.exp(-u / 400.0) + 150 * u);
    SeriesVerdict hidden = analyst.judge(falling, new Question(150, 0, 1, 1, 54, true));

    assertThat(hidden.verdict().kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(hidden.verdict().reason())
        .matches(
            "the level fell by .* MiB, which may hide growth of up to .* per request; about .*");
  }

  @Test
  void fewReadingsAreSaidToBeFew() {
    assertThat(judge(liveSet(1, u -> 0), 0).verdict().reason())
        .isEqualTo("only 1 reading so far; 8 are the fewest that show anything");
  }

  @ParameterizedTest
  @EnumSource
  void onlyKindsThatMayConvictAreEverLeaks(MetricKind kind) {
    Series series = series(kind, 24, u -> 83 * KIB * u);

    Verdict.Kind verdict = judge(series, 0).verdict().kind();

    Kind expected =
        kind.convicts()
            ? Kind.LEAK
            : kind == MetricKind.RESIDENT || kind == MetricKind.INDIRECT
                ? Kind.GROWING
                : Kind.INCONCLUSIVE;
    assertThat(verdict).isEqualTo(expected);
  }

  @Test
  void aCounterIsExact() {
    double[] x = new double[16];
    double[] y = new double[16];
    for (int i = 0; i < 16; i++) {
      x[i] = 97 * (i + 1);
      y[i] = 12 + 97 * (i + 1);
    }
    Series threads = new Series("jvm.thread.count", MetricKind.THREADS, Unit.COUNT, x, y);

    SeriesVerdict verdict = analyst.judge(threads, new Question(0.01, 256, 7, 3, 16, false));

    assertThat(verdict.verdict().kind()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason()).startsWith("grows 1.000 per request (1.000-1.000), ");
  }

  /** Arrays that double, of several maps, on a line of 4 KiB a request; and a table made once. */
  @Test
  void shiftsOfLevelThatGoUpArePartOfALeak() {
    DoubleUnaryOperator arrays =
        u -> 256 * KIB * (at(u, 330) + at(u, 480) + 2 * at(u, 700) + 4 * at(u, 1_010));
    SeriesVerdict several = judge(liveSet(60, u -> 4 * KIB * u + arrays.applyAsDouble(u)), 0);
    SeriesVerdict one = judge(liveSet(60, u -> 4 * KIB * u + 2 * MIB * at(u, 700)), 0);

    assertThat(several.verdict().kind()).isEqualTo(Kind.LEAK);
    assertThat(several.slope().orElseThrow().perRequest())
        .isCloseTo(4 * KIB + 2 * MIB / 960, within(0.1 * KIB));
    assertThat(several.slope().orElseThrow().interval().low()).isLessThan(4.2 * KIB);
    assertThat(several.verdict().reason()).startsWith("grows 6.1");
    assertThat(one.slope().orElseThrow().perRequest()).isCloseTo(4 * KIB, within(0.1 * KIB));
  }

  private static int at(double requests, double from) {
    return requests > from ? 1 : 0;
  }

  /** Caches of 1 to 8 MiB that fill at 30 to 75% of 80 rounds, looked at as a run would. */
  @Test
  void aCacheThatFillsLateIsNeverALeakNorAPlateauThatIsNone() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double full = (0.3 + 0.45 * random.nextDouble()) * 80 * REQUESTS;
      double size = (1 + 7 * random.nextDouble()) * MIB;
      Looks looks = Looks.within(80);
      for (int round = 16; round <= 80; round = looks.after(round).orElse(81)) {
        Series series = liveSet(round, seed, u -> size * Math.min(1, u / full));
        Question question = new Question(1000, 16 * MIB, looks.count(), 1, round, round == 80);
        Verdict.Kind kind = analyst.judge(series, question).verdict().kind();
        assertThat(kind).isNotEqualTo(Kind.LEAK);
        if (round * REQUESTS < full) {
          assertThat(kind).isNotEqualTo(Kind.PLATEAU);
        }
      }
    }
  }

  private SeriesVerdict judge(Series series, double allowance) {
    return analyst.judge(
        series, new Question(1000, allowance, 1, 1, series.length(), series.length() >= 54));
  }

  private static Series liveSet(int rounds, DoubleUnaryOperator shape) {
    return liveSet(rounds, 1, shape);
  }

  private static Series liveSet(int rounds, long seed, DoubleUnaryOperator shape) {
    return series(MetricKind.LIVE_SET, rounds, seed, shape);
  }

  private static Series series(MetricKind kind, int rounds, DoubleUnaryOperator shape) {
    return series(kind, rounds, 1, shape);
  }

  /** Noise of 8 KiB, as of a class histogram. */
  private static Series series(MetricKind kind, int rounds, long seed, DoubleUnaryOperator shape) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[rounds];
    double[] y = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      x[i] = REQUESTS * (i + 1);
      y[i] = 50 * MIB + shape.applyAsDouble(x[i]) + 8 * KIB * random.nextGaussian();
    }
    return new Series("jvm.memory.live", kind, Unit.BYTES, x, y);
  }
}
