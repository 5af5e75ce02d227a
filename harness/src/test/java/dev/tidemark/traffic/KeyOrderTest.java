package dev.tidemark.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.Keys;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  private static long[] counts(KeyOrder order, int keys, long from, long to) {
    long[] counts = new long[keys];
    LongStream.range(from, to).forEach(i -> counts[(int) order.key(i, 5)]++);
    return counts;
  }

  @Test
  void uniqueKeysNeverComeBack() {
    KeyOrder order = KeyOrder.of(new Keys.Unique());
    assertThat(LongStream.range(0, 10_000).map(i -> order.key(i, 1)).distinct().count())
        .isEqualTo(10_000);
  }

  @Test
  void repeatingKeysComeInTurn() {
    KeyOrder order = KeyOrder.of(new Keys.Repeating(7));
    assertThat(counts(order, 7, 0, 700)).containsOnly(100);
  }

  @Test
  void zipfKeysComeInProportionToTheirRank() {
    KeyOrder order = KeyOrder.of(new Keys.Zipf(1, 100));
    double sum = LongStream.rangeClosed(1, 100).mapToDouble(k -> 1.0 / k).sum();
    long[] counts = counts(order, 100, 0, 200_000);
    for (int rank : new int[] {1, 2, 10, 50}) {
      double expected = 200_000 / (rank * sum);
      assertThat((double) counts[rank - 1]).isBetween(0.9 * expected, 1.1 * expected);
    }
  }

  /** Each deck draws from all parts of the distribution: the hottest key hardly varies. */
  @Test
  void roundsDrawTheHottestKeyNearlyEquallyOften() {
    KeyOrder order = KeyOrder.of(new Keys.Zipf(1.2, 1_000));
    for (int round = 0; round < 50; round++) {
      long[] counts = counts(order, 1_000, round * 100L, round * 100L + 100);
      assertThat(counts[0]).isBetween(20L, 26L);
    }
  }

  @Test
  void theSameRequestHasTheSameKeyForEveryArm() {
    Keys zipf = new Keys.Zipf(1.1, 500);
    assertThat(LongStream.range(0, 500).map(i -> KeyOrder.of(zipf).key(i, 9)).toArray())
        .isEqualTo(LongStream.range(0, 500).map(i -> KeyOrder.of(zipf).key(i, 9)).toArray());
  }
}
