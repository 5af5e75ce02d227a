package dev.tidemark.stats;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Simulated targets: floors after every thousand requests, in units of the noise of one reading.
 *
 * <p>The amount is what the target's shape is scaled with: the growth over the run for a leak, the
 * size of a cache or of a warm-up otherwise.
 */
enum Zoo {
  FLAT {
    @Override
    double shape(double u, Traits traits) {
      return 0;
    }
  },
  WARM_UP {
    @Override
    double shape(double u, Traits traits) {
      return 1 - Math.exp(-u / (0.03 + 0.17 * traits.first()));
    }
  },
  EARLY_CACHE {
    @Override
    double shape(double u, Traits traits) {
      return Math.min(1, u / (0.1 + 0.2 * traits.first()));
    }
  },
  LATE_CACHE {
    @Override
    double shape(double u, Traits traits) {
      return Math.min(1, u / (0.3 + 0.45 * traits.first()));
    }
  },
  NEARLY_FILLED_CACHE {
    @Override
    double shape(double u, Traits traits) {
      return Math.min(1, u / (0.9 + 0.06 * traits.first()));
    }
  },
  STEP {
    @Override
    double shape(double u, Traits traits) {
      return u > 0.1 + 0.8 * traits.first() ? 1 : 0;
    }
  },
  THREE_STEPS {
    @Override
    double shape(double u, Traits traits) {
      double sum = 0;
      sum += u > 0.05 + 0.25 * traits.first() ? 1 : 0;
      sum += u > 0.35 + 0.25 * traits.second() ? 1 : 0;
      sum += u > 0.65 + 0.25 * traits.third() ? 1 : 0;
      return sum / 3;
    }
  },
  SHRINKING {
    @Override
    double shape(double u, Traits traits) {
      return -u;
    }
  },
  PERIODIC {
    @Override
    double shape(double u, Traits traits) {
      return 0.1 * Math.sin(2 * Math.PI * (u / (0.05 + 0.25 * traits.first()) + traits.second()));
    }
  },
  LOGARITHM {
    @Override
    double shape(double u, Traits traits) {
      return Math.log1p(u / 0.01) / Math.log(101);
    }
  },
  SQUARE_ROOT {
    @Override
    double shape(double u, Traits traits) {
      return Math.sqrt(u);
    }
  },
  LEAK {
    @Override
    double shape(double u, Traits traits) {
      return u;
    }
  },
  LEAK_AFTER_WARM_UP {
    @Override
    double shape(double u, Traits traits) {
      return u + 0.5 * (1 - Math.exp(-u / (0.02 + 0.06 * traits.first())));
    }
  },
  LEAK_AND_PERIODIC {
    @Override
    double shape(double u, Traits traits) {
      return u + 0.05 * Math.sin(2 * Math.PI * (u / (0.05 + 0.25 * traits.first())));
    }
  },
  BURSTS {
    @Override
    double shape(double u, Traits traits) {
      double period = 0.04 + 0.08 * traits.first();
      double cycle = u / period;
      return period * (Math.floor(cycle) + Math.min(1, (cycle - Math.floor(cycle)) / 0.2));
    }
  },
  /** About ten leaks of random size a round, with a long tail: kept bytes are a random walk. */
  RANDOM_SIZES {
    @Override
    double shape(double u, Traits traits) {
      return traits.walk(u);
    }
  },
  LATE_ONSET {
    @Override
    double shape(double u, Traits traits) {
      return Math.max(0, u - 0.45 - 0.15 * traits.first());
    }
  };

  static final Set<Zoo> LEAKS = EnumSet.range(LEAK, LATE_ONSET);

  static final double REQUESTS_PER_ROUND = 1000;

  /** What a target keeps for the whole of its run. */
  static final class Traits {
    private final double[] uniform = new double[3];
    private final double[] walk;

    Traits(RandomGenerator random, int rounds) {
      for (int i = 0; i < uniform.length; i++) {
        uniform[i] = random.nextDouble();
      }
      walk = new double[rounds + 1];
      for (int i = 1; i <= rounds; i++) {
        double kept = 0;
        for (int k = 0; k < 10; k++) {
          kept += Math.exp(random.nextGaussian());
        }
        walk[i] = walk[i - 1] + kept / (10 * Math.exp(0.5) * rounds);
      }
    }

    double first() {
      return uniform[0];
    }

    double second() {
      return uniform[1];
    }

    double third() {
      return uniform[2];
    }

    double walk(double u) {
      return walk[(int) Math.round(u * (walk.length - 1))];
    }
  }

  abstract double shape(double u, Traits traits);

  /** How one target is simulated. */
  record Setting(int rounds, double amount, double correlation, long seed) {
    double[] requests() {
      double[] x = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        x[i] = (i + 1) * REQUESTS_PER_ROUND;
      }
      return x;
    }

    /** Growth per request that would be significant at noise 1. */
    double detectable() {
      return 45 * Math.sqrt(12) / (REQUESTS_PER_ROUND * Math.pow(rounds, 1.5));
    }
  }

  /** Floors with first-order autoregressive noise of standard deviation 1. */
  double[] floors(Setting setting) {
    RandomGenerator random = new SplittableRandom(setting.seed() * 31 + name().hashCode());
    Traits traits = new Traits(random, setting.rounds());
    double innovation = Math.sqrt(1 - setting.correlation() * setting.correlation());
    double noise = random.nextGaussian();
    double[] y = new double[setting.rounds()];
    for (int i = 0; i < y.length; i++) {
      double u = (i + 1.0) / y.length;
      y[i] = setting.amount() * shape(u, traits) + noise;
      noise = setting.correlation() * noise + innovation * random.nextGaussian();
    }
    return y;
  }
}
