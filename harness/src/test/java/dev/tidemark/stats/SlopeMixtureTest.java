package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlopeMixtureTest {
  @ParameterizedTest
  @ValueSource(ints = {5, 20, 170})
  void oneDistributionHasStudentsQuantiles(int degrees) {
    SlopeMixture one = SlopeMixture.of(List.of(new SlopeMixture.Part(-700, 3, 0.5, degrees, 0)));

    double t = StudentT.exceededWith(0.025, degrees);
    assertThat(one.quantile(0.5)).isCloseTo(3, within(1e-3));
    assertThat(one.quantile(0.975)).isCloseTo(3 + 0.5 * t, within(0.01));
    assertThat(one.quantile(0.025)).isCloseTo(3 - 0.5 * t, within(0.01));
  }

  /**
   * Of 4,000 means of 25 exponential variables, 100 are expected beyond either end; so short a
   * sample shows too little of its skewness.
   */
  @Test
  void skewedMeansAreMissedOnEitherSideAlike() {
    SplittableRandom random = new SplittableRandom(3);
    int[] below = new int[2];
    int[] above = new int[2];
    for (int run = 0; run < 4000; run++) {
      double[] values = random.doubles(25).map(u -> -Math.log(1 - u)).toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
      double cubes = Arrays.stream(values).map(value -> Math.pow(value - mean, 3)).sum();
      double skewness = cubes / 25 / Math.pow(squares / 25, 1.5);
      double error = Math.sqrt(squares / 24 / 25);
      for (int skewed = 0; skewed < 2; skewed++) {
        SlopeMixture one =
            SlopeMixture.of(List.of(SlopeMixture.Part.of(0, mean, error, 24, skewness * skewed)));
        below[skewed] += one.quantile(0.975) < 1 ? 1 : 0;
        above[skewed] += one.quantile(0.025) > 1 ? 1 : 0;
      }
    }

    assertThat(below[0]).as("without correction").isGreaterThan(200);
    assertThat(below[1]).isBetween(60, 140);
    assertThat(above[1]).isBetween(20, 140);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.4})
  void twoFarApartSharePartsByTheirWeight(double share) {
    SlopeMixture two =
        SlopeMixture.of(
            List.of(
                new SlopeMixture.Part(Math.log(share), -100, 1, 1000, 0),
                new SlopeMixture.Part(Math.log(1 - share), 100, 1, 1000, 0)));

    assertThat(two.quantile(share / 2)).isCloseTo(-100, within(0.01));
    assertThat(two.quantile(share + (1 - share) / 2)).isCloseTo(100, within(0.01));
  }
}
