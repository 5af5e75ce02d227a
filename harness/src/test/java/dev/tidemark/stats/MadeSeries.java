package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Random;

/**
 * A made-up series of floors: whole bytes, of any of a dozen shapes, with noise of any of three.
 */
final class MadeSeries {
  private static final int[] LENGTHS = {24, 54, 80, 180};
  private static final double BASE = 40e6;

  private final double[] x;
  private final double[] y;

  private MadeSeries(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  static MadeSeries of(long seed) {
    Random random = new Random(seed);
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    double[] x = new double[length];
    double[] y = new double[length];
    double perRound = 20 * (1 + random.nextInt(50));
    double noise = Math.pow(10, 2 + 3 * random.nextDouble());
    double size = noise * Math.pow(10, 3 * random.nextDouble());
    int shape = random.nextInt(12);
    double where = random.nextDouble();
    double wave = 0.05 + 0.3 * random.nextDouble();
    double correlation = random.nextInt(3) == 0 ? 0.8 * random.nextDouble() : 0;
    boolean heavy = random.nextInt(4) == 0;
    double error = 0;
    for (int i = 0; i < length; i++) {
      double share = (double) i / (length - 1);
      error =
          correlation * error + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
      double spike = heavy && random.nextInt(20) == 0 ? 20 * random.nextGaussian() : 0;
      x[i] = i * perRound;
      y[i] = Math.rint(BASE + size * at(shape, share, where, wave) + noise * (error + spike));
    }
    return new MadeSeries(x, y);
  }

  private static double at(int shape, double share, double where, double wave) {
    return switch (shape) {
      case 0, 1 -> 0;
      case 2, 3, 4 -> share;
      case 5 -> 1 - Math.exp(-share / (0.02 + 0.2 * where));
      case 6 -> Math.min(1, share / (0.1 + 0.8 * where));
      case 7 -> share > where ? 1 : 0;
      case 8 -> Math.max(0, share - where);
      case 9 -> Math.sin(2 * Math.PI * share / wave);
      case 10 -> Math.sqrt(share);
      default -> -share;
    };
  }

  double[] x() {
    return x.clone();
  }

  double[] y() {
    return y.clone();
  }

  MadeSeries shifted(double by) {
    return new MadeSeries(x, Arrays.stream(y).map(value -> value + by).toArray());
  }

  MadeSeries inUnit(double size) {
    return new MadeSeries(x, Arrays.stream(y).map(value -> value / size).toArray());
  }

  MadeSeries requestsInUnit(double size) {
    return new MadeSeries(Arrays.stream(x).map(value -> value / size).toArray(), y);
  }

  MadeSeries later(double requests) {
    return new MadeSeries(Arrays.stream(x).map(value -> value + requests).toArray(), y);
  }

  MadeSeries leaking(double perRequest) {
    double[] more = y.clone();
    for (int i = 0; i < more.length; i++) {
      more[i] += perRequest * (x[i] - x[0]);
    }
    return new MadeSeries(x, more);
  }
}
