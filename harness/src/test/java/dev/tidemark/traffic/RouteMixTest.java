package dev.tidemark.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteMixTest {
  private static double[] counts(RouteMix mix, long from, long to) {
    double[] counts = new double[mix.routes()];
    LongStream.range(from, to).forEach(index -> counts[mix.route(index)]++);
    return counts;
  }

  /** Relative standard deviation of what one route gets in each of 54 rounds. */
  private static double variation(RouteMix mix, int route, long start, long size) {
    double sum = 0;
    double squares = 0;
    for (int round = 0; round < 54; round++) {
      long from = start + round * size;
      double count = counts(mix, from, from + size)[route];
      sum += count;
      squares += count * count;
    }
    double mean = sum / 54;
    return Math.sqrt(squares / 54 - mean * mean) / mean;
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "480, 20", "480, 100", "480, 400", "480, 1000", "5880, 5000"})
  void sharesVaryFromRoundToRoundWhateverTheSizeOfARound(long start, long size) {
    for (long seed = 1; seed <= 5; seed++) {
      RouteMix mix = new RouteMix(new double[] {1, 1, 1}, seed);
      for (int route = 0; route < 3; route++) {
        assertThat(variation(mix, route, start, size)).as("seed %s", seed).isBetween(0.15, 0.9);
      }
    }
  }

  @Test
  void overARunSharesAreThoseOfTheWeights() {
    for (long seed = 1; seed <= 10; seed++) {
      RouteMix mix = new RouteMix(new double[] {6, 3, 1}, seed);
      for (long requests : new long[] {480, 10_000, 100_000}) {
        double[] counts = counts(mix, 0, requests);
        assertThat(counts[0] / requests).as("seed %s of %s", seed, requests).isBetween(0.42, 0.75);
        assertThat(counts[1] / requests).as("seed %s of %s", seed, requests).isBetween(0.2, 0.42);
        assertThat(counts[2] / requests).as("seed %s of %s", seed, requests).isBetween(0.05, 0.17);
      }
    }
  }

  @Test
  void theSameIndexGoesToTheSameRouteInWhateverOrderItIsAskedFor() {
    RouteMix forwards = new RouteMix(new double[] {2, 1}, 7);
    RouteMix backwards = new RouteMix(new double[] {2, 1}, 7);
    long most = 40_000;
    long[] ordinals = new long[2];
    for (long index = 0; index < most; index++) {
      assertThat(forwards.ordinal(index)).isEqualTo(ordinals[forwards.route(index)]++);
    }
    for (long index = most - 1; index >= 0; index -= 997) {
      assertThat(backwards.route(index)).isEqualTo(forwards.route(index));
      assertThat(backwards.ordinal(index)).isEqualTo(forwards.ordinal(index));
    }
  }

  @Test
  void oneRouteGetsEverything() {
    RouteMix mix = new RouteMix(new double[] {3}, 1);
    assertThat(mix.route(123_456)).isZero();
    assertThat(mix.ordinal(123_456)).isEqualTo(123_456);
  }
}
