package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavePeakTest {
  private static final int READINGS = 60;

  /** The slow oracle: least squares at every frequency of a fine grid. */
  @ParameterizedTest
  @ValueSource(doubles = {3.4, 8, 20.3})
  void isWhereLeastSquaresLeaveTheLeast(double frequency) {
    SplittableRandom random = new SplittableRandom(11);
    double[] x = new double[READINGS];
    double[] y = new double[READINGS];
    for (int i = 0; i < READINGS; i++) {
      x[i] = (i + 0.4 * random.nextDouble()) / READINGS;
      y[i] = Math.sin(2 * Math.PI * (frequency + 0.17) * x[i] + 1) + 0.3 * random.nextGaussian();
    }
    LinearFit line = LinearFit.of(Design.line(x), y, 0, 0).orElseThrow();

    double found = new WavePeak(x, line.residuals(), orthonormal(x)).near(frequency, 0.5);

    double best = 0;
    double least = Double.MAX_VALUE;
    for (double tried = frequency - 0.5; tried < frequency + 0.5; tried += 1e-3) {
      double left = left(x, y, tried);
      best = left < least ? tried : best;
      least = Math.min(least, left);
    }
    assertThat(found).isCloseTo(best, within(1.5e-3));
  }

  /** The level and x. */
  private static double[][] orthonormal(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double[] level = new double[x.length];
    Arrays.fill(level, 1 / Math.sqrt(x.length));
    double[] slope = Arrays.stream(x).map(at -> at - mean).toArray();
    double length = Math.sqrt(Products.of(slope, slope));
    return new double[][] {level, Arrays.stream(slope).map(at -> at / length).toArray()};
  }

  private static double left(double[] x, double[] y, double frequency) {
    Design design = Design.of(x, Design.NO_KNEES, Design.NO_STEPS, Waves.at(x, frequency));
    return LinearFit.of(design, y, 0, 0).orElseThrow().variance();
  }
}
