package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateauTestTest {
  private static final int READINGS = 4000;

  @ParameterizedTest
  @ValueSource(doubles = {1.05, 1.2, 1.56, 1.9, 2, 2.3, 3, 3.7, 8.4})
  void stairsShowAtLeastWhatTheyAreSaidTo(double growth) {
    double least = Double.POSITIVE_INFINITY;
    for (double phase = 0; phase < 1; phase += 1.0 / 256) {
      least = Math.min(least, riseOfLine(growth, phase));
    }

    assertThat(PlateauTest.behindStairs(least)).isCloseTo(growth, within(0.02));
  }

  @Test
  void oneStepMayStandBehindNoRiseAtAll() {
    assertThat(PlateauTest.behindStairs(0)).isEqualTo(1);
    assertThat(PlateauTest.behindStairs(-3)).isEqualTo(1);
  }

  /** Of the least squares line through a line that is rounded down to whole steps. */
  private static double riseOfLine(double growth, double phase) {
    double products = 0;
    double squares = 0;
    for (int i = 0; i < READINGS; i++) {
      double x = (i + 0.5) / READINGS - 0.5;
      products += x * Math.floor(phase + growth * (x + 0.5));
      squares += x * x;
    }
    return products / squares;
  }
}
