package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done to readings before any test: spikes, noise, correlation, lower envelope. */
class PreparationTest {
  /** A target that keeps 200 times the noise with its first requests, and then leaks. */
  @Test
  void theFirstReadingOfAWarmUpIsNoSpikeToAnInterval() {
    int n = 60;
    double[] x = new double[n];
    double[] y = new double[n];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < n; i++) {
      x[i] = i;
      y[i] = 200 * (1 - Math.exp(-i / 0.9)) + i + random.nextGaussian();
    }

    FloorDecision.Slope slope =
        FloorTest.of(Settings.atDelta(0.5)).decide(x, y).slope().orElseThrow();

    assertThat(slope.value()).isCloseTo(1, within(0.05));
    assertThat(slope.high() - slope.low()).isLessThan(0.1);
  }

  private static final int LENGTH = 120;

  private static final double[] EVEN = IntStream.range(0, LENGTH).asDoubleStream().toArray();

  /** Rounds of one size and of three times that, one as often as the other. */
  private static double[] uneven(int length) {
    SplittableRandom random = new SplittableRandom(4);
    double[] x = new double[length];
    for (int i = 1; i < length; i++) {
      x[i] = x[i - 1] + (random.nextBoolean() ? 50 : 150);
    }
    return x;
  }

  @Test
  void aSpikeGivesWayToItsNeighboursAndNothingElseChanges() {
    double[] y = Zoo.LEAK.floors(new Zoo.Setting(LENGTH, 100, 0, 5));
    double[] spiked = y.clone();
    spiked[40] += 60;

    double[] smooth = Despike.of(EVEN, spiked);

    assertThat(smooth[40]).isCloseTo(0.5 * (y[39] + y[41]), within(1e-9));
    smooth[40] = y[40];
    assertThat(smooth).containsExactly(Despike.of(EVEN, y));
  }

  @Test
  void spikesAtTheEndsFollowTheTypicalDifference() {
    double[] y = Zoo.LEAK.floors(new Zoo.Setting(LENGTH, 100, 0, 5));
    y[0] -= 50;
    y[LENGTH - 1] += 50;

    double[] smooth = Despike.of(EVEN, y);

    assertThat(smooth[0]).isCloseTo(smooth[1], within(3.0));
    assertThat(smooth[LENGTH - 1]).isCloseTo(smooth[LENGTH - 2], within(3.0));
  }

  @Test
  void largeRoundsMakeNoSpikes() {
    double[] x = uneven(LENGTH);
    double[] y = Zoo.FLAT.floors(new Zoo.Setting(LENGTH, 0, 0, 5));
    for (int i = 0; i < LENGTH; i++) {
      y[i] += 10 * x[i];
    }

    assertThat(Despike.of(x, y)).containsExactly(y);
  }

  @Test
  void noiseIsFoundUnderATrend() {
    double[] robust = new double[50];
    double[] mixed = new double[50];
    for (int run = 0; run < robust.length; run++) {
      double[] y = Zoo.LEAK.floors(new Zoo.Setting(LENGTH, 500, 0, run));
      robust[run] = Noise.robust(EVEN, y);
      mixed[run] = Noise.ofSecondDifferences(EVEN, y);
    }

    assertThat(Order.median(robust)).isCloseTo(1, within(0.1));
    assertThat(Order.median(mixed)).isCloseTo(1, within(0.1));
  }

  @Test
  void aGaugeThatMovesInStepsClaimsTheNoiseOfAStep() {
    double step = 2 << 20;
    double[] y = Zoo.FLAT.floors(new Zoo.Setting(LENGTH, 0, 0.9, 11));
    for (int i = 0; i < LENGTH; i++) {
      y[i] = step * Math.rint(y[i]);
    }

    assertThat(Noise.least(EVEN, y)).isCloseTo(step / Math.sqrt(12), within(1.0));
    assertThat(Noise.least(EVEN, y)).isGreaterThan(Noise.rounding(y));
  }

  @Test
  void anExactCounterClaimsRoundingOnlyWhateverTheSizesOfTheRounds() {
    double[] x = uneven(LENGTH);
    double[] y = Arrays.stream(x).map(requests -> 997 * requests).toArray();

    assertThat(Noise.least(x, y)).isEqualTo(Noise.rounding(y));
  }

  @Test
  void anExactCounterThatStopsClaimsRoundingOnly() {
    double[] y = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      y[i] = Math.min(40_000, 997.0 * i);
    }

    assertThat(Noise.least(EVEN, y)).isEqualTo(Noise.rounding(y)).isLessThan(0.01);
  }

  @Test
  void theSafeCorrelationLiesAboveTheTrueOneInNearlyAllSeries() {
    int above = 0;
    for (int run = 0; run < 200; run++) {
      double[] y = Zoo.FLAT.floors(new Zoo.Setting(100, 0, 0.5, run));
      above += Autocorrelation.safe(y) > 0.5 ? 1 : 0;
    }
    assertThat(above).isGreaterThan(150);
    assertThat(Autocorrelation.safe(new double[8])).isGreaterThan(0.8);
  }

  @Test
  void theLowerEnvelopeIsTakenOnlyWhereDeadWoodHidesTheFloor() {
    SplittableRandom random = new SplittableRandom(2);
    Zoo.Setting setting = new Zoo.Setting(LENGTH, 200, 0, 2);
    double[] clean = Zoo.LEAK.floors(setting);
    double[] wooded = clean.clone();
    for (int i = 0; i < LENGTH; i++) {
      wooded[i] += i % 4 == 0 ? 0 : 400 * random.nextDouble();
    }

    assertThat(LowerEnvelope.whereBetter(setting.requests(), clean).x()).hasSize(LENGTH);
    LowerEnvelope envelope = LowerEnvelope.whereBetter(setting.requests(), wooded);
    assertThat(envelope.x()).hasSize(LENGTH / 4);
    assertThat(Noise.ofSecondDifferences(envelope.x(), envelope.y())).isLessThan(20);
  }
}
