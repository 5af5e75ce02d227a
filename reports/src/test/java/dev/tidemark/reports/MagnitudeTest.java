package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MagnitudeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          85094.4 | 84889.6 | 85299.2 | +83.1 KiB | 82.9 .. 83.3 KiB, 95%
          3.1     | -18.4   | 24.6    | +3.1 B    | -18.4 .. 24.6 B, 95%
          -2048   | -3072   | -1024   | -2.00 KiB | -3.00 .. -1.00 KiB, 95%
          1e-14   | 0       | 1e-13   | 0 B       | 0 .. 0 B, 95%
          0       | 0       | 0       | 0 B       | 0 .. 0 B, 95%
          51234.1 | 51233   | 51236   | +50.03 KiB | 50.03 .. 50.04 KiB, 95%
          -0.001  | -0.1    | 150     | 0 B       | 0 .. 150 B, 95%
          """)
  void growthAndIntervalShareOneUnit(
      double value, double low, double high, String growth, String interval) {
    SlopeEstimate slope = Runs.slope(value, low, high);
    assertThat(Phrases.growth(Unit.BYTES, slope)).isEqualTo(growth);
    assertThat(Phrases.interval(Unit.BYTES, slope)).isEqualTo(interval);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1      | 0.998   | 1.002  | +1.000  | 0.998 .. 1.002, 95%
          0.0002 | -0.0011 | 0.0015 | +0.0002 | -0.0011 .. 0.0015, 95%
          0.5    | -Infinity | Infinity | +0.500 | -∞ .. ∞, 95%
          """)
  void countsKeepTheirDigits(
      double value, double low, double high, String growth, String interval) {
    SlopeEstimate slope = Runs.slope(value, low, high);
    assertThat(Phrases.growth(Unit.COUNT, slope)).isEqualTo(growth);
    assertThat(Phrases.interval(Unit.COUNT, slope)).isEqualTo(interval);
  }
}
