package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  @ParameterizedTest
  @CsvSource({
    "0.025, 1, 12.706",
    "0.025, 5, 2.571",
    "0.025, 10, 2.228",
    "0.025, 30, 2.042",
    "0.005, 10, 3.169",
    "0.0005, 10, 4.587",
    "0.0005, 40, 3.551"
  })
  void agreesWithPublishedTables(double alpha, int degrees, double quantile) {
    assertThat(StudentT.exceededWith(alpha, degrees)).isCloseTo(quantile, within(5e-4));
    assertThat(StudentT.exceededWith(alpha, degrees)).isCloseTo(quantile, within(5e-4));
  }
}
