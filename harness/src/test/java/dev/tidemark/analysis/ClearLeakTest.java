package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ClearLeakTest {
  private static final int REQUESTS = 100;
  private static final double MIB = 1 << 20;
  private static final Allowance ALLOWED = Allowance.DEFAULT.withBytes(new ByteSize(16 << 20));
  private static final Allowance NOTHING = ALLOWED.withBytes(new ByteSize(0));

  private final SeriesAnalyst analyst = new SeriesAnalyst();

  @Test
  void aLeakIsClearBeyondTwiceItsAllowanceAndAnyIsWhereNothingIsAllowed() {
    TargetVerdict below = at(44, ALLOWED, 1, requests -> 31 * MIB * requests / (44 * REQUESTS));
    TargetVerdict beyond = at(44, ALLOWED, 1, requests -> 33 * MIB * requests / (44 * REQUESTS));

    assertThat(below.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(beyond.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(ClearLeak.in(below, 44 * REQUESTS, ALLOWED)).isFalse();
    assertThat(ClearLeak.in(beyond, 44 * REQUESTS, ALLOWED)).isTrue();
    assertThat(ClearLeak.in(below, 44 * REQUESTS, NOTHING)).isTrue();
    assertThat(ClearLeak.ends(below, true, 44 * REQUESTS, ALLOWED)).isFalse();
    assertThat(ClearLeak.ends(below, false, 44 * REQUESTS, ALLOWED)).isTrue();
    assertThat(ClearLeak.ends(beyond, true, 44 * REQUESTS, ALLOWED)).isTrue();
  }

  @Test
  void whatOnlyGrowsIsNoClearLeak() {
    Allowance larger = ALLOWED.withBytes(new ByteSize(64 << 20));
    TargetVerdict growing = at(44, larger, 1, requests -> 33 * MIB * requests / (44 * REQUESTS));

    assertThat(growing.verdict().kind()).isEqualTo(Verdict.Kind.GROWING);
    assertThat(ClearLeak.in(growing, 44 * REQUESTS, NOTHING)).isFalse();
    assertThat(ClearLeak.ends(growing, false, 44 * REQUESTS, NOTHING)).isFalse();
  }

  /** Caches of 17 to 30 MiB, full after 30 to 150 rounds, beside noise of 8 KiB. */
  @Test
  void noCacheBelowTwiceTheAllowanceIsAClearLeakWhileItFills() {
    int leaks = 0;
    Looks looks = Looks.ofSegment(1);
    for (long seed = 0; seed < 150; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double size = (17 + 13 * random.nextDouble()) * MIB;
      double full = (30 + 120 * random.nextDouble()) * REQUESTS;
      for (int round = 1; round < RoundLimits.LATER_SEGMENT; round++) {
        if (looks.isBetween(round)) {
          TargetVerdict verdict =
              at(round, ALLOWED, seed, requests -> size * Math.min(1, requests / full));
          leaks += verdict.verdict().kind() == Verdict.Kind.LEAK ? 1 : 0;
          assertThat(ClearLeak.in(verdict, round * REQUESTS, ALLOWED)).isFalse();
        }
      }
    }
    assertThat(leaks).as("looks between at which a cache is more than is allowed").isPositive();
  }

  private TargetVerdict at(int rounds, Allowance allowance, long seed, DoubleUnaryOperator gained) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[rounds + 1];
    double[] y = new double[rounds + 1];
    for (int i = 0; i <= rounds; i++) {
      x[i] = i * REQUESTS;
      y[i] = 50 * MIB + gained.applyAsDouble(x[i]) + MIB / 128 * random.nextGaussian();
    }
    Series series = new Series("jvm.memory.live", MetricKind.LIVE_SET, Unit.BYTES, x, y);
    SeriesVerdict verdict =
        analyst.judge(series, new Question(100, allowance.of(series.kind()), 1, 1, rounds, false));
    return TargetVerdict.of("one", verdict.verdict()).series(List.of(verdict)).build();
  }
}
