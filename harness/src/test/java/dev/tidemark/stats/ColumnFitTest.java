package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnFitTest {
  private static final double TAIL = 0.025;

  private static double[][] rows(int n, Random random) {
    double[][] rows = new double[n][3];
    for (int i = 0; i < n; i++) {
      rows[i][0] = 80 + 40 * random.nextDouble();
      rows[i][1] = i % 3 == 0 ? 0 : 20 * random.nextDouble();
      rows[i][2] = 1 + random.nextDouble();
    }
    return rows;
  }

  private static double[] differences(double[][] rows, double[] truth, double sd, Random random) {
    double[] y = new double[rows.length];
    double before = sd * random.nextGaussian();
    for (int i = 0; i < y.length; i++) {
      double after = sd * random.nextGaussian();
      y[i] = after - before;
      for (int j = 0; j < truth.length; j++) {
        y[i] += truth[j] * rows[i][j];
      }
      before = after;
    }
    return y;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 45, 100})
  void intervalsOfDifferencesHoldTheTruth(int n) {
    double[] truth = {1_000, 5_000, -300};
    int[] held = new int[3];
    int runs = 1_000;
    for (int seed = 0; seed < runs; seed++) {
      Random random = new Random(seed);
      double[][] rows = rows(n, random);
      ColumnFit fit =
          ColumnFit.ofDifferences(rows, differences(rows, truth, 5_000, random)).orElseThrow();
      for (int j = 0; j < 3; j++) {
        held[j] += fit.lower(j, TAIL) <= truth[j] && truth[j] <= fit.upper(j, TAIL) ? 1 : 0;
      }
    }
    assertThat(Arrays.stream(held).min().orElse(0)).isGreaterThan((int) (0.93 * runs));
  }

  @Test
  void intervalsOfLevelsHoldTheTruthUnderCorrelatedNoise() {
    int held = 0;
    int runs = 1_000;
    for (int seed = 0; seed < runs; seed++) {
      Random random = new Random(seed);
      double[][] rows = new double[50][2];
      double[] y = new double[50];
      double noise = random.nextGaussian();
      for (int i = 0; i < 50; i++) {
        rows[i][0] = 1;
        rows[i][1] = i;
        noise = 0.6 * noise + 0.8 * random.nextGaussian();
        y[i] = 7 + 0.1 * i + noise;
      }
      ColumnFit fit = ColumnFit.ofLevels(rows, y).orElseThrow();
      held += fit.lower(1, TAIL) <= 0.1 && 0.1 <= fit.upper(1, TAIL) ? 1 : 0;
    }
    assertThat(held).isGreaterThan((int) (0.93 * runs));
  }

  @Test
  void withoutNoiseTheColumnsAreFound() {
    double[][] rows = rows(30, new Random(1));
    double[] y = differences(rows, new double[] {3, -2, 11}, 0, new Random(1));
    ColumnFit fit = ColumnFit.ofDifferences(rows, y).orElseThrow();
    assertThat(fit.estimate(0)).isCloseTo(3, within(1e-6));
    assertThat(fit.estimate(1)).isCloseTo(-2, within(1e-6));
    assertThat(fit.estimate(2)).isCloseTo(11, within(1e-5));
    assertThat(Arrays.stream(fit.residuals()).map(Math::abs).max().orElse(1)).isLessThan(1e-6);
  }

  /** A constant, and 50 or 150 requests a round to either of two routes. */
  private static double[][] routes(int n) {
    Random random = new Random(3);
    double[][] rows = new double[n][3];
    for (int i = 0; i < n; i++) {
      int first = random.nextBoolean() ? 50 : 150;
      rows[i][0] = 1;
      rows[i][1] = i == 0 ? 0 : rows[i - 1][1] + first;
      rows[i][2] = i == 0 ? 0 : rows[i - 1][2] + 200 - first;
    }
    return rows;
  }

  @Test
  void multiplesThatColumnsExplainAreNoSteps() {
    double[][] rows = routes(20);
    double[] y = Arrays.stream(rows).mapToDouble(row -> 22_102 * row[1]).toArray();

    ColumnFit fit = ColumnFit.ofLevels(rows, y).orElseThrow();

    assertThat(fit.estimate(1)).isCloseTo(22_102, within(0.1));
    assertThat(fit.error(1)).isLessThan(0.1);
  }

  @Test
  void aGaugeThatMovesInStepsClaimsTheNoiseOfAStep() {
    double step = 1 << 20;
    double[][] rows = routes(20);
    double[] y =
        Arrays.stream(rows).mapToDouble(row -> step * Math.floor(3_000 * row[1] / step)).toArray();

    ColumnFit fit = ColumnFit.ofLevels(rows, y).orElseThrow();

    assertThat(fit.deviation()).isGreaterThanOrEqualTo(step / Math.sqrt(12));
  }

  @Test
  void anotherUnitChangesNothingButTheUnit() {
    Random random = new Random(4);
    double[][] rows = rows(30, random);
    double[] y = differences(rows, new double[] {3, -2, 11}, 40, random);
    ColumnFit plain = ColumnFit.ofDifferences(rows, y).orElseThrow();
    double[] scaled = Arrays.stream(y).map(v -> v * 1_024).toArray();
    ColumnFit other = ColumnFit.ofDifferences(rows, scaled).orElseThrow();
    for (int j = 0; j < 3; j++) {
      assertThat(other.estimate(j)).isCloseTo(1_024 * plain.estimate(j), within(1e-6));
      assertThat(other.error(j)).isCloseTo(1_024 * plain.error(j), within(1e-6));
    }
  }

  @Test
  void dependentColumnsAndTooFewRowsHaveNoFit() {
    double[][] rows = new double[20][2];
    for (int i = 0; i < 20; i++) {
      rows[i][0] = i;
      rows[i][1] = 3 * i;
    }
    assertThat(ColumnFit.ofLevels(rows, new double[20])).isEmpty();
    assertThat(ColumnFit.ofLevels(new double[][] {{1}, {1}}, new double[2])).isEmpty();
  }

  /** Two columns of length 1 with the cosine c: the square root of (1 + c) / (1 - c). */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9, 0.9978})
  void theConditionIsThatOfTheAngleWhateverTheUnits(double cosine) {
    double[][] rows = {
      {1, 1_000 * cosine}, {0, 1_000 * Math.sqrt(1 - cosine * cosine)}, {0, 0}, {0, 0}
    };
    assertThat(ColumnFit.condition(rows))
        .isCloseTo(Math.sqrt((1 + cosine) / (1 - cosine)), within(1e-6));
  }

  @Test
  void columnsThatDependOrAreEmptyHaveAnInfiniteCondition() {
    assertThat(ColumnFit.condition(new double[][] {{1, 0}, {2, 0}})).isInfinite();
    assertThat(ColumnFit.condition(new double[][] {{1, 2}, {2, 4}})).isGreaterThan(1e6);
  }

  @Test
  void eigenvaluesAreThoseOfAKnownMatrix() {
    double[] values = Eigenvalues.of(new double[][] {{2, -1, 0}, {-1, 2, -1}, {0, -1, 2}});
    Arrays.sort(values);
    assertThat(values[0]).isCloseTo(2 - Math.sqrt(2), within(1e-12));
    assertThat(values[1]).isCloseTo(2, within(1e-12));
    assertThat(values[2]).isCloseTo(2 + Math.sqrt(2), within(1e-12));
  }
}
