package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlopeMixtureTest {
  @ParameterizedTest
  @ValueSource(ints = {5, 20, 170})
  void oneDistributionHasStudentsQuantiles(int degrees) {
    SlopeMixture one = SlopeMixture.of(List.of(new SlopeMixture.Part(-700, 3, 0.5, degrees)));

    double t = StudentT.exceededWith(0.025, degrees);
    assertThat(one.quantile(0.5)).isCloseTo(3, within(1e-3));
    assertThat(one.quantile(0.975)).isCloseTo(3 + 0.5 * t, within(0.01));
    assertThat(one.quantile(0.025)).isCloseTo(3 - 0.5 * t, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.4})
  void twoFarApartSharePartsByTheirWeight(double share) {
    SlopeMixture two =
        SlopeMixture.of(
            List.of(
                new SlopeMixture.Part(Math.log(share), -100, 1, 1000),
                new SlopeMixture.Part(Math.log(1 - share), 100, 1, 1000)));

    assertThat(two.quantile(share / 2)).isCloseTo(-100, within(0.01));
    assertThat(two.quantile(share + (1 - share) / 2)).isCloseTo(100, within(0.01));
  }
}
