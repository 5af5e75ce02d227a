package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.FloorTest;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PlannerTest {
  /** 24 rounds of 1,000 requests at 10 KB: 13 B detectable, 100 B convictable. */
  @Test
  void agreesWithThePublishedTable() {
    Pilot pilot = new Pilot(10_000, 2_500, Duration.ofMillis(200));

    Planner.Design design = Planner.plan(pilot, Planner.Goal.DETECT, 13.5);

    assertThat(design.requestsPerRound()).isEqualTo(1000);
    assertThat(design.rounds()).isEqualTo(24);
    assertThat(design.detectable()).isCloseTo(13, within(0.5));
    assertThat(design.convictable())
        .isCloseTo(
            design.detectable() * FloorTest.CONVICTABLE / FloorTest.DETECTABLE, within(1e-9));
    assertThat(design.duration()).isEqualTo(Duration.ofMillis(24 * 600));
  }

  @Test
  void moreNoiseTakesMoreRoundsUpToTheMost() {
    Pilot noisy = new Pilot(300_000, 2_500, Duration.ofMillis(200));

    assertThat(Planner.plan(noisy, Planner.Goal.DETECT, 101).rounds()).isEqualTo(60);
    assertThat(Planner.plan(noisy, Planner.Goal.DETECT, 1).rounds()).isEqualTo(240);
  }

  @Test
  void whereEvenTheMostRoundsAreTooFewTheyGrow() {
    Pilot noisy = new Pilot(300_000, 2_500, Duration.ofMillis(200));

    Planner.Design design = Planner.plan(noisy, Planner.Goal.DETECT, 1);

    assertThat(design.requestsPerRound()).isGreaterThan(10_000);
    assertThat(design.detectable()).isCloseTo(1, within(0.001)).isLessThanOrEqualTo(1);
  }

  @Test
  void everyAlternativeReachesTheSensitivity() {
    Pilot pilot = new Pilot(20_000, 300, Duration.ofMillis(150));

    assertThat(Planner.alternatives(pilot, Planner.Goal.DETECT, 50, List.of(24, 54, 180)))
        .allSatisfy(design -> assertThat(design.detectable()).isLessThanOrEqualTo(50));
    assertThat(Planner.alternatives(pilot, Planner.Goal.CONVICT, 50, List.of(24, 54, 180)))
        .allSatisfy(design -> assertThat(design.convictable()).isLessThanOrEqualTo(50));
  }

  /** Of all rounds that reach it, none takes much less time than the planned ones. */
  @Test
  void noOtherDesignIsMuchSooner() {
    Pilot pilot = new Pilot(200_000, 300, Duration.ofMillis(150));
    Planner.Design best = Planner.plan(pilot, Planner.Goal.DETECT, 200);

    for (int rounds = 24; rounds <= 240; rounds++) {
      Planner.Design other = Planner.at(pilot, Planner.Goal.DETECT, 200, rounds);
      assertThat(other.duration().toMillis())
          .isGreaterThan(Math.round(0.97 * best.duration().toMillis()));
    }
  }

  @Test
  void theRoundsOfARunOutlastWarmingUpAndMakeTheSensitivityDetectable() {
    Pilot quiet = new Pilot(500, 100, Duration.ofMillis(100));
    assertThat(Planner.requestsOfARun(quiet, 100)).isEqualTo(100);
    Pilot noisy = new Pilot(300_000, 100, Duration.ofMillis(100));
    assertThat(
            Precision.slope(FloorTest.DETECTABLE, 300_000, Planner.requestsOfARun(noisy, 100), 54))
        .isCloseTo(100, within(1e-6));
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
