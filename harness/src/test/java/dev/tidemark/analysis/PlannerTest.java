package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.model.Unit;
import java.time.Duration;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PlannerTest {
  /** 24 rounds of 1,000 requests at 10 KB: 13 B detectable, 50 B convictable. */
  @Test
  void agreesWithThePublishedTable() {
    Pilot pilot = new Pilot(10_000, 2_500, Duration.ofMillis(200));

    Planner.Design design = Planner.plan(pilot, Planner.Goal.CONVICT, 50.5);

    assertThat(design.requestsPerRound()).isEqualTo(1000);
    assertThat(design.rounds()).isEqualTo(24);
    assertThat(design.detectable()).isCloseTo(13, within(0.5));
    assertThat(design.convictable()).isCloseTo(50, within(0.5));
    assertThat(design.duration()).isEqualTo(Duration.ofMillis(24 * 600));
  }

  @Test
  void moreNoiseTakesMoreRoundsUpToTheMost() {
    Pilot noisy = new Pilot(300_000, 2_500, Duration.ofMillis(200));

    assertThat(Planner.plan(noisy, Planner.Goal.DETECT, 101).rounds()).isEqualTo(60);
    assertThat(Planner.plan(noisy, Planner.Goal.DETECT, 1).rounds()).isEqualTo(240);
    assertThat(Planner.plan(noisy, Planner.Goal.DETECT, 1).detectable()).isGreaterThan(1);
  }

  @Test
  void noiseIsTakenFromThePilotAfterItsWarmUpAndOnTheSafeSide() {
    SplittableRandom random = new SplittableRandom(4);
    double[] x = new double[24];
    double[] y = new double[24];
    for (int i = 0; i < 24; i++) {
      x[i] = 100 * i;
      y[i] = (i < 8 ? -1e6 * (8 - i) : 0) + 3 * i + 10 * random.nextGaussian();
    }
    Series floors = new Series("floor", MetricKind.LIVE_SET, Unit.BYTES, x, y);

    assertThat(Pilot.noiseOf(floors)).isCloseTo(13, Percentage.withPercentage(40));
    Series few = new Series("floor", MetricKind.LIVE_SET, Unit.BYTES, new double[4], new double[4]);
    assertThatThrownBy(() -> Pilot.noiseOf(few)).hasMessageContaining("read at least 8");
  }
}
