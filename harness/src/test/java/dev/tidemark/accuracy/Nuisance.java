package dev.tidemark.accuracy;

import java.util.SplittableRandom;

/** What an innocent target keeps, and a leaking one beside its leak, as a curve of height 1. */
enum Nuisance {
  NONE(0, 0) {
    @Override
    double at(double u, double[] t) {
      return 0;
    }
  },
  FAST_WARM_UP(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return 1 - Math.exp(-u / (0.01 + 0.04 * t[0]));
    }
  },
  SLOW_WARM_UP(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return 1 - Math.exp(-u / (0.06 + 0.14 * t[0]));
    }
  },
  /** What is loaded once: most of it by the first requests, the rest by the next ones. */
  FIRST_REQUESTS(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return u > 0 ? 0.6 + 0.4 * Math.min(1, u / (0.02 + 0.1 * t[0])) : 0;
    }
  },
  CACHE_FULL_AT_10(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return Math.min(1, u / (0.08 + 0.04 * t[0]));
    }
  },
  CACHE_FULL_AT_30(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return Math.min(1, u / (0.25 + 0.1 * t[0]));
    }
  },
  CACHE_FULL_AT_50(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return Math.min(1, u / (0.45 + 0.1 * t[0]));
    }
  },
  LATE_CACHE(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return Math.min(1, u / (0.55 + 0.2 * t[0]));
    }
  },
  NEARLY_FILLED_CACHE(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return Math.min(1, u / (0.9 + 0.07 * t[0]));
    }
  },
  UNFILLED_CACHE(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return Math.min(1, u / (1.1 + 2 * t[0]));
    }
  },
  RAMP(20, 1000) {
    @Override
    double at(double u, double[] t) {
      double from = 0.2 + 0.2 * t[0];
      double to = from + 0.1 + 0.2 * t[1];
      return Math.min(1, Math.max(0, (u - from) / (to - from)));
    }
  },
  /** What rises for a while in the second half, and then no more. */
  LATE_RAMP(20, 1000) {
    @Override
    double at(double u, double[] t) {
      double from = 0.4 + 0.2 * t[0];
      return Math.min(1, Math.max(0, (u - from) / (0.1 + 0.15 * t[1])));
    }
  },
  /** What gathers and is thrown away at one stroke, three to eight times in a run. */
  PURGED(20, 1000) {
    @Override
    double at(double u, double[] t) {
      double cycle = u * (3 + 5 * t[0]) + t[1];
      return cycle - Math.floor(cycle);
    }
  },
  STEP(5, 1000) {
    @Override
    double at(double u, double[] t) {
      return u > 0.1 + 0.8 * t[0] ? 1 : 0;
    }
  },
  THREE_STEPS(15, 1000) {
    @Override
    double at(double u, double[] t) {
      double sum = u > 0.05 + 0.25 * t[0] ? 1 : 0;
      sum += u > 0.35 + 0.25 * t[1] ? 1 : 0;
      sum += u > 0.65 + 0.25 * t[2] ? 1 : 0;
      return sum / 3;
    }
  },
  SHRINKING(10, 300) {
    @Override
    double at(double u, double[] t) {
      return -u;
    }
  },
  /** What earlier traffic left and is given up at first: falls more and more slowly. */
  GIVEN_UP(10, 300) {
    @Override
    double at(double u, double[] t) {
      return Math.exp(-u / (0.03 + 0.12 * t[0]));
    }
  },
  /** The same, but steadily and until a moment in which nothing of it is left. */
  DRAINED(3, 300) {
    @Override
    double at(double u, double[] t) {
      return Math.max(0, 1 - u / (0.04 + 0.16 * t[0]));
    }
  },
  /** A level that is left for a lower one, as where something is evicted once. */
  DROP(3, 300) {
    @Override
    double at(double u, double[] t) {
      return u > 0.1 + 0.8 * t[0] ? -1 : 0;
    }
  },
  PERIODIC(1, 30) {
    @Override
    double at(double u, double[] t) {
      return Math.sin(2 * Math.PI * (u / (0.05 + 0.25 * t[0]) + t[1]));
    }
  },
  /** One wave takes about as long as the run, so that a run sees no more than one. */
  SLOW_WAVE(1, 30) {
    @Override
    double at(double u, double[] t) {
      return Math.sin(2 * Math.PI * (u / (0.5 + 1.5 * t[0]) + t[1]));
    }
  },
  /** Load that comes and goes: held during a fifth to a half of every period, then let go. */
  BURSTS(2, 50) {
    @Override
    double at(double u, double[] t) {
      double cycle = u / (0.03 + 0.1 * t[0]) + t[1];
      return cycle - Math.floor(cycle) < 0.2 + 0.3 * t[2] ? 1 : 0;
    }
  },
  /** A warm-up, a restart, and the same warm-up again. */
  RESTARTED_WARM_UP(20, 300) {
    @Override
    double at(double u, double[] t) {
      double restart = 0.2 + 0.3 * t[1];
      double since = u < restart ? u : u - restart;
      return 1 - Math.exp(-since / (0.01 + 0.04 * t[0]));
    }
  },
  LOGARITHM(20, 1000) {
    @Override
    double at(double u, double[] t) {
      double bend = 0.005 + 0.025 * t[0];
      return Math.log1p(u / bend) / Math.log1p(1 / bend);
    }
  },
  SQUARE_ROOT(20, 1000) {
    @Override
    double at(double u, double[] t) {
      return Math.sqrt(u);
    }
  };

  private final double least;
  private final double most;

  /**
   * @param least height, in standard deviations of a reading
   * @param most height; drawn evenly on a logarithmic scale
   */
  Nuisance(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /**
   * @param u how far the run is, from 0 to 1
   * @param t what is drawn once per target, each from 0 to 1
   */
  abstract double at(double u, double[] t);

  /** Whether it may rise along a line for long enough to pass for a leak in part of a run. */
  boolean fills() {
    return switch (this) {
      case NONE, STEP, THREE_STEPS, SHRINKING, GIVEN_UP, DRAINED, DROP -> false;
      default -> true;
    };
  }

  /**
   * Whether it settles so slowly that its time, which no run knows and the oracle does, says much
   * about the slope.
   */
  boolean isSlow() {
    return this == SLOW_WARM_UP || this == GIVEN_UP;
  }

  /** Whether it comes again and again, several times within the shortest run. */
  boolean recurs() {
    return this == PERIODIC || this == BURSTS;
  }

  /** A height between the least and what is allowed, in standard deviations of a reading. */
  double height(SplittableRandom random, double allowed) {
    double fraction = random.nextDouble();
    double highest = Math.min(most, allowed);
    return least == 0 ? 0 : least * Math.pow(Math.max(1, highest / least), fraction);
  }
}
