package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {
  @ParameterizedTest
  @CsvSource({
    "200/s, 200",
    "200, 200",
    "15/min, 0.25",
    "900 / h, 0.25",
    "86400/D, 1",
    "0.5/s, 0.5"
  })
  void aRateIsReadInAnyUnit(String text, double perSecond) {
    assertThat(RequestRate.parse(text).perSecond()).isEqualTo(perSecond);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "often", "-5/s", "5/week", "1e9/s", "200/s/s"})
  void whatIsNoRateIsRefusedWithTheForm(String text) {
    assertThatThrownBy(() -> RequestRate.parse(text)).hasMessageContaining("such as 200/s");
  }

  @Test
  void noRateAtAllIsRefused() {
    assertThatThrownBy(() -> RequestRate.parse("0/h")).hasMessageContaining("must be positive");
  }
}
