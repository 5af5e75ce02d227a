package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PassiveDriversTest {
  private static final int LENGTH = 60;

  @Test
  void growthWithTimeIsFoundBesideGrowthWithRequests() {
    PassiveDrivers drivers = drivers(300, 40, 1).orElseThrow();

    assertThat(drivers.perTime()).isCloseTo(40, Offset.offset(2.0));
    assertThat(drivers.perTime() - drivers.halfWidth()).isPositive();
  }

  @Test
  void theIntervalHoldsTheTruthAsOftenAsItSays() {
    int held = 0;
    for (int seed = 0; seed < 1000; seed++) {
      PassiveDrivers drivers = drivers(300, 0, seed).orElseThrow();
      held += Math.abs(drivers.perTime()) <= drivers.halfWidth() ? 1 : 0;
    }
    assertThat(held).isBetween(930, 995);
  }

  @Test
  void aSteadyRateTellsNothing() {
    double[] requests = new double[LENGTH];
    double[] time = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      requests[i] = 100.0 * i;
      time[i] = 2.0 * i;
    }

    assertThat(PassiveDrivers.of(requests, time, requests)).isEmpty();
  }

  private static Optional<PassiveDrivers> drivers(double perRequest, double perSecond, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] requests = new double[LENGTH];
    double[] time = new double[LENGTH];
    double[] y = new double[LENGTH];
    double served = 0;
    for (int i = 0; i < LENGTH; i++) {
      served += i % 20 < 10 ? 10 : 1;
      requests[i] = served;
      time[i] = 5.0 * i;
      y[i] = 1e6 + perRequest * served + perSecond * time[i] + 100 * random.nextGaussian();
    }
    return PassiveDrivers.of(requests, time, y);
  }
}
