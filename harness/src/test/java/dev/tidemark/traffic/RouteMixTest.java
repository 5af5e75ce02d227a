package dev.tidemark.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteMixTest {
  private static double[] counts(RouteMix mix, long from, long to) {
    double[] counts = new double[mix.routes()];
    LongStream.range(from, to).forEach(index -> counts[mix.place(index).route()]++);
    return counts;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 100, 400, 5_000})
  void sharesSwingFromRoundToRoundAndAreMadeUpForInThePair(int size) {
    double[] weights = {6, 3, 1};
    for (long seed = 1; seed <= 5; seed++) {
      RouteMix mix = new RouteMix(weights, seed);
      long index = 0;
      double[] swings = new double[3];
      for (int pair = 0; pair < 20; pair++) {
        mix.plan(index, size);
        double[] first = counts(mix, index, index + size);
        mix.plan(index + size, size);
        double[] second = counts(mix, index + size, index + 2L * size);
        index += 2L * size;
        for (int r = 0; r < 3; r++) {
          assertThat(first[r] + second[r])
              .isBetween(weights[r] * size / 5 - 2, weights[r] * size / 5 + 2);
          swings[r] += Math.abs(first[r] - second[r]) / (first[r] + second[r]) / 20;
        }
      }
      assertThat(DoubleStream.of(swings).min().orElse(0)).as("seed %s", seed).isGreaterThan(0.1);
    }
  }

  @Test
  void ofTwoRoutesOneIsAlwaysUpWhileTheOtherIsDown() {
    RouteMix mix = new RouteMix(new double[] {1, 1}, 3);
    int firstUp = 0;
    for (int round = 0; round < 40; round++) {
      mix.plan(round * 100L, 100);
      double[] counts = counts(mix, round * 100L, round * 100L + 100);
      assertThat(Math.max(counts[0], counts[1])).isBetween(74.0, 76.0);
      firstUp += round % 2 == 0 && counts[0] > 50 ? 1 : 0;
    }
    assertThat(firstUp).isBetween(4, 16);
  }

  @Test
  void requestsOutsideOfRoundsKeepToTheWeights() {
    RouteMix mix = new RouteMix(new double[] {3, 1}, 1);
    assertThat(counts(mix, 0, 400)).containsExactly(300, 100);
    mix.plan(400, 20);
    assertThat(counts(mix, 420, 820)[0]).isBetween(298.0, 302.0);
  }

  /** Arms ask for the same requests at different times, and plan the same rounds. */
  @Test
  void theSameIndexGoesToTheSameRouteInWhateverOrderItIsAskedFor() {
    RouteMix mix = new RouteMix(new double[] {2, 1}, 7);
    RouteMix.Place[] places = new RouteMix.Place[5_000];
    long[] ordinals = new long[2];
    for (int index = 0; index < places.length; index++) {
      if (index % 100 == 0 && index < 3_000) {
        mix.plan(index, 100);
      }
      places[index] = mix.place(index);
      assertThat(places[index].ordinal()).isEqualTo(ordinals[places[index].route()]++);
    }
    for (int index = places.length - 1; index >= 0; index -= 97) {
      mix.plan(index - index % 100, 100);
      assertThat(mix.place(index)).isEqualTo(places[index]);
    }
  }

  @Test
  void oneRouteGetsEverything() {
    RouteMix mix = new RouteMix(new double[] {3}, 1);
    mix.plan(0, 20);
    assertThat(mix.place(123_456)).isEqualTo(new RouteMix.Place(0, 123_456));
  }
}
