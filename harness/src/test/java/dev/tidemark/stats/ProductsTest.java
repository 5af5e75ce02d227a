package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13})
  void areThoseOfEveryColumnAloneToTheLastBit(int count) {
    SplittableRandom random = new SplittableRandom(count);
    double[] column = random.doubles(37, -1e6, 1e6).toArray();
    double[][] others = new double[count + 2][];
    Arrays.setAll(others, k -> random.doubles(37, -1e6, 1e6).toArray());
    double[] products = new double[count + 2];

    Products.of(column, others, count, products);

    for (int k = 0; k < count; k++) {
      double expected = 0;
      for (int i = 0; i < column.length; i++) {
        expected += column[i] * others[k][i];
      }
      assertThat(products[k]).isEqualTo(expected);
    }
    assertThat(Arrays.copyOfRange(products, count, count + 2)).containsOnly(0);
  }
}
