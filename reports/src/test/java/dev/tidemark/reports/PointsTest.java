package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointsTest {
  @Test
  void thinningKeepsEndsPeaksAndOrder() {
    int length = 100_000;
    Random random = new Random(3);
    double[] x = new double[length];
    double[] y = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = i;
      y[i] = random.nextDouble();
    }
    y[54_321] = 99;
    y[65_432] = -99;
    Points thinned = new Points(x, y).thinned(Points.MOST);
    assertThat(thinned.length()).isLessThanOrEqualTo(Points.MOST).isGreaterThan(Points.MOST / 2);
    assertThat(thinned.y()).contains(99, -99);
    assertThat(thinned.x()).isSorted().startsWith(0).endsWith(length - 1);
  }

  @Test
  void whatFitsIsLeftAlone() {
    Points points = new Points(new double[] {1, 2}, new double[] {3, 4});
    assertThat(points.thinned(4_000)).isSameAs(points);
  }

  @Test
  void aFlatSeriesIsThinnedToo() {
    double[] flat = new double[10_000];
    assertThat(new Points(Arrays.copyOf(flat, 10_000), flat).thinned(100).length())
        .isLessThanOrEqualTo(100);
  }
}
