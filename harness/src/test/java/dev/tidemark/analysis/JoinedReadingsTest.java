package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinedReadingsTest {
  private static JoinedReadings of(double[] y, boolean lowest) {
    JoinedReadings readings = new JoinedReadings(y.length, lowest);
    for (int i = 0; i < y.length; i++) {
      readings.add(10.0 * i, y[i]);
    }
    return readings;
  }

  @Test
  void aSeriesThatIsShortEnoughStaysAsItIs() {
    double[] y = new Random(1).doubles(JoinedReadings.LONGEST).toArray();
    JoinedReadings readings = of(y, true);
    assertThat(readings.y()).containsExactly(y);
    assertThat(readings.x()).startsWith(0, 10, 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {721, 722, 1_000, 1_441, 9_999, 86_400, 86_401})
  void windowsAreEquallyLongButTheFirst(int length) {
    JoinedReadings readings = of(new double[length], false);
    int size = (length + 359) / 360;
    assertThat(readings.y().length).isBetween(240, 360).isEqualTo(length / size);
    double[] x = readings.x();
    double[] steps =
        DoubleStream.iterate(1, i -> i < x.length, i -> i + 1)
            .map(i -> x[(int) i] - x[(int) i - 1])
            .skip(1)
            .toArray();
    assertThat(steps).containsOnly(10.0 * size);
    assertThat(x[x.length - 1]).isEqualTo(10 * (length - 1 - (size - 1) / 2.0));
  }

  @Test
  void theLowestOrTheMedianStandsForAWindow() {
    double[] y = new double[1_080];
    for (int i = 0; i < y.length; i++) {
      y[i] = i % 3 == 0 ? 1 : i % 3 == 1 ? 90 : 5;
    }
    assertThat(of(y, true).y()).containsOnly(1);
    assertThat(of(y, false).y()).containsOnly(5);
  }

  @Test
  void theGrowthPerRequestIsTheSameBeforeAndAfter() {
    Random random = new Random(3);
    double[] y = new double[20_000];
    for (int i = 0; i < y.length; i++) {
      y[i] = 4e7 + 70 * 10.0 * i + 5_000 * random.nextGaussian();
    }
    for (boolean lowest : new boolean[] {true, false}) {
      JoinedReadings readings = of(y, lowest);
      FloorDecision decision =
          FloorTest.of(Settings.atDelta(50)).decide(readings.x(), readings.y());
      assertThat(decision.outcome()).isEqualTo(FloorDecision.Outcome.LEAK);
      assertThat(decision.slope().orElseThrow().value()).isCloseTo(70, within(0.5));
      assertThat(decision.noise()).isLessThan(3_500);
    }
    Arrays.setAll(y, i -> 4e7 + 5_000 * random.nextGaussian());
    JoinedReadings flat = of(y, false);
    assertThat(FloorTest.of(Settings.atDelta(50)).decide(flat.x(), flat.y()).outcome())
        .isEqualTo(FloorDecision.Outcome.PLATEAU);
  }
}
