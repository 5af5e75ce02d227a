package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
  private static final double[] X = {1, 2, 3, 4, 5, 6, 7};
  private static final double[] Y = {5, 1, 9, 4, 8, 2, 3};

  @Test
  void theLowestOfEachWindowIsKeptWithItsPlace() {
    WindowMinima minima = WindowMinima.of(X, Y, 3);

    assertThat(minima.x()).containsExactly(2, 4, 6);
    assertThat(minima.y()).containsExactly(1, 4, 2);
    assertThat(minima.pick(new double[] {10, 20, 30, 40, 50, 60, 70})).containsExactly(20, 40, 60);
  }

  @Test
  void everyReadingIsInOneWindow() {
    assertThat(WindowMinima.of(X, Y, 7).y()).containsExactly(Y);
    assertThat(WindowMinima.of(X, Y, 1).y()).containsExactly(1);
  }

  @Test
  void theMedianOfEachWindowIsKept() {
    WindowMedians medians = WindowMedians.of(X, Y, 3);

    assertThat(medians.x()).containsExactly(1.5, 3.5, 6);
    assertThat(medians.y()).containsExactly(3, 6.5, 3);
  }

  @Test
  void aShortSeriesIsNotThinned() {
    assertThat(WindowMedians.of(X, Y, 7).y()).containsExactly(Y);
  }
}
