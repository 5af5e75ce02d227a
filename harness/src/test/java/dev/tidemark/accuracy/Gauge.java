package dev.tidemark.accuracy;

import java.util.SplittableRandom;

/** How what is kept comes to be read. */
enum Gauge {
  /** With the errors of the target. */
  PLAIN(1) {
    @Override
    double[] read(SplittableRandom random, double[] kept, double[] errors) {
      return sum(kept, errors);
    }
  },
  /** A counter: no error at all, whole numbers. */
  EXACT(1) {
    @Override
    double[] read(SplittableRandom random, double[] kept, double[] errors) {
      return rounded(kept, 1);
    }
  },
  /** In whole multiples of four standard deviations. */
  QUANTISED(2) {
    @Override
    double[] read(SplittableRandom random, double[] kept, double[] errors) {
      return rounded(sum(kept, errors), 4 * Scale.NOISE);
    }
  },
  /** With garbage that is often not yet given back: errs upwards only, and far. */
  DEAD_WOOD(10) {
    @Override
    double[] read(SplittableRandom random, double[] kept, double[] errors) {
      double[] read = sum(kept, errors);
      for (int i = 0; i < read.length; i++) {
        boolean dead = random.nextDouble() < 0.6;
        read[i] += dead ? -20 * Scale.NOISE * Math.log(1 - random.nextDouble()) : 0;
      }
      return read;
    }
  },
  /** In whole regions, one or two of which are partly empty. */
  REGIONS(20) {
    @Override
    double[] read(SplittableRandom random, double[] kept, double[] errors) {
      double region = 20 * Scale.NOISE;
      double[] read = rounded(sum(kept, errors), region);
      for (int i = 0; i < read.length; i++) {
        read[i] += region * (1 + (random.nextDouble() < 0.5 ? 1 : 0));
      }
      return read;
    }
  };

  private final double coarseness;

  Gauge(double coarseness) {
    this.coarseness = coarseness;
  }

  /** About how much more a reading errs than one of the plain gauge. */
  double coarseness() {
    return coarseness;
  }

  abstract double[] read(SplittableRandom random, double[] kept, double[] errors);

  private static double[] sum(double[] kept, double[] errors) {
    double[] sum = new double[kept.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = kept[i] + Scale.NOISE * errors[i];
    }
    return sum;
  }

  private static double[] rounded(double[] values, double quantum) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = quantum * Math.floor(values[i] / quantum);
    }
    return rounded;
  }
}
