package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SteppedLineTest {
  private static final int ROUNDS = 120;
  private static final double LEAK = 200;

  /** Of a map whose table doubles, and so takes as much again as its entries on the average. */
  @Test
  void arraysThatDoubleAreAPartOfTheLeak() {
    Series series = series(MetricKind.LIVE_SET, at -> LEAK * at + doubling(at));
    FloorDecision line = decision(series);
    FloorDecision whole = SteppedLine.whole(series, line);
    double gained =
        (doubling(ROUNDS * 100) - doubling(0.15 * ROUNDS * 100)) / (0.85 * ROUNDS * 100);

    assertThat(line.slope().orElseThrow().value()).isCloseTo(LEAK, within(0.05 * LEAK));
    assertThat(whole.slope().orElseThrow().value())
        .isCloseTo(LEAK + gained, within(0.1 * (LEAK + gained)));
    assertThat(whole.slope().orElseThrow().low()).isEqualTo(line.slope().orElseThrow().low());
    assertThat(whole.slope().orElseThrow().high()).isGreaterThan(LEAK + gained);
  }

  @Test
  void shiftsThatDoNotSwellAreAccidents() {
    DoubleUnaryOperator unequal =
        at ->
            LEAK * at + 2e6 * ((at > 3000 ? 1 : 0) + (at > 5500 ? 1.2 : 0) + (at > 9700 ? 0.9 : 0));
    Series series = series(MetricKind.LIVE_SET, unequal);
    FloorDecision line = decision(series);

    assertThat(line.steps()).isEqualTo(3);
    assertThat(SteppedLine.whole(series, line)).isSameAs(line);
  }

  @Test
  void whatIsNoLiveSetStaysAsItIs() {
    Series series = series(MetricKind.BYTES, at -> LEAK * at + doubling(at));
    FloorDecision line = decision(series);

    assertThat(SteppedLine.whole(series, line)).isSameAs(line);
  }

  /** What tables take that were full after 2,200, 4,400 and 8,800 requests. */
  private static double doubling(double requests) {
    double table = 600_000;
    double taken = 0;
    for (double full = 2_200; full < requests; full *= 2) {
      taken += table;
      table *= 2;
    }
    return taken;
  }

  private static FloorDecision decision(Series series) {
    FloorDecision decision = FloorTest.of(Settings.atDelta(100)).decide(series.x(), series.y());
    assertThat(decision.outcome()).isEqualTo(FloorDecision.Outcome.LEAK);
    return decision;
  }

  private static Series series(MetricKind kind, DoubleUnaryOperator kept) {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[ROUNDS];
    double[] y = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      x[i] = 100.0 * (i + 1);
      y[i] = 2e7 + kept.applyAsDouble(x[i]) + 5_000 * random.nextGaussian();
    }
    return new Series("jvm.memory.live", kind, Unit.BYTES, x, y);
  }
}
