package dev.tidemark.stats;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Simulated heaps that collect of their own accord, seen four times a second: a young space that is
 * emptied when it is full, an old space in which garbage piles up until a major collection, live
 * memory of some shape beneath.
 */
enum PassiveZoo {
  FLAT,
  WARM_UP,
  CACHE,
  STEP,
  PERIODIC,
  EXPANDING_HEAP,
  THREE_STEPS,
  WANDERING,
  LATE_CACHE,
  LOGARITHM,
  LEAK,
  LEAK_AFTER_WARM_UP,
  BURSTS,
  LEAK_AND_PERIODIC,
  LATE_LEAK;

  static final double MEGABYTE = 1048576;

  private static final Set<PassiveZoo> LEAKS =
      EnumSet.of(LEAK, LEAK_AFTER_WARM_UP, BURSTS, LEAK_AND_PERIODIC, LATE_LEAK);

  /** What may be chosen of a run; the rest is drawn. */
  record Setting(long seed, int samples, double grownMegabytes, double leastMajors, double most) {}

  /** The readings after collections, and what truly drives them. */
  record Run(PassiveReadings readings, double requests, double grownBytes) {}

  Run run(Setting setting) {
    Draw draw = new Draw(new SplittableRandom(setting.seed() * 1_000_003L + name().hashCode()));
    int n = setting.samples();
    double[] live = live(n, setting.grownMegabytes(), draw);
    return new Heap(live, setting, draw, this == EXPANDING_HEAP)
        .run(grows() ? setting.grownMegabytes() * MEGABYTE : 0);
  }

  /** Whether it stops growing well before the run ends. */
  boolean settles() {
    return !grows() && this != LATE_CACHE && this != LOGARITHM;
  }

  boolean grows() {
    return LEAKS.contains(this);
  }

  private double[] live(int n, double grown, Draw draw) {
    double base = draw.between(10, 60);
    double first = draw.between(0, 1);
    double second = draw.between(0, 1);
    double third = draw.between(0, 1);
    double[] live = new double[n];
    for (int i = 0; i < n; i++) {
      double u = (i + 1.0) / n;
      live[i] = MEGABYTE * (base + shape(u, grown, first, second, third));
    }
    if (this == WANDERING) {
      double wave = 0;
      double memory = Math.exp(-1 / (n * (0.005 + 0.045 * second)));
      double size = MEGABYTE * (0.2 + 1.3 * first) * Math.sqrt(1 - memory * memory);
      for (int i = 0; i < n; i++) {
        wave = memory * wave + size * draw.random().nextGaussian();
        live[i] += wave;
      }
    }
    return live;
  }

  private double shape(double u, double grown, double a, double b, double c) {
    return switch (this) {
      case FLAT, WANDERING, EXPANDING_HEAP -> 0;
      case THREE_STEPS ->
          (1 + 14 * a * a)
              * ((u > 0.05 + 0.3 * b ? 1 : 0)
                  + (u > 0.35 + 0.3 * c ? 1 : 0)
                  + (u > 0.65 + 0.3 * (b + c - Math.floor(b + c)) ? 1 : 0));
      case LATE_CACHE -> 2 * Math.pow(30, a) * Math.min(u / (0.75 + 0.15 * b), 1);
      case WARM_UP -> (2 + 38 * a) * (1 - Math.exp(-u / (0.03 + 0.17 * b)));
      case CACHE -> 2 * Math.pow(30, a) * Math.min(u / (0.1 + 0.65 * b), 1);
      case STEP -> u > 0.1 + 0.8 * b ? 1 + 19 * a : 0;
      case PERIODIC -> (0.5 + 5.5 * a) * Math.sin(2 * Math.PI * (u / (0.05 + 0.25 * b) + c));
      case LOGARITHM -> (0.5 + 7.5 * a) * Math.log1p(u / (0.005 + 0.025 * b));
      case LEAK -> grown * u;
      case LEAK_AFTER_WARM_UP -> grown * u + (2 + 18 * a) * (1 - Math.exp(-u / (0.03 + 0.07 * b)));
      case LEAK_AND_PERIODIC ->
          grown * u + (0.5 + 5.5 * a) * Math.sin(2 * Math.PI * (u / (0.05 + 0.25 * b) + c));
      case LATE_LEAK -> grown * Math.max(0, u - 0.5 * a) / (1 - 0.5 * a);
      case BURSTS -> {
        double period = 0.04 + 0.08 * a;
        double f = u / period;
        yield grown * period * (Math.floor(f) + Math.min(1, (f - Math.floor(f)) / 0.2));
      }
    };
  }

  private record Draw(RandomGenerator random) {
    double between(double low, double high) {
      return low + (high - low) * random.nextDouble();
    }

    double logBetween(double low, double high) {
      return Math.exp(between(Math.log(low), Math.log(high)));
    }

    double oneOf(double... values) {
      return values[random.nextInt(values.length)];
    }

    /** A gamma variate of shape 2 and scale one half. */
    double gamma() {
      return -0.5 * (Math.log(1 - random.nextDouble()) + Math.log(1 - random.nextDouble()));
    }
  }

  /** The collector. */
  private static final class Heap {
    private static final double SECONDS = 0.25;

    private final double[] live;
    private final Draw draw;
    private final double rate;
    private final double perRequest;
    private final double eden;
    private final double heap;
    private final double threshold;
    private final double promoted;
    private final double residue;
    private final double survivors;
    private final int mixed;
    private final double jitter;
    private final boolean expands;

    Heap(double[] live, Setting setting, Draw draw, boolean expands) {
      this.expands = expands;
      this.live = live;
      this.draw = draw;
      rate = draw.between(50, 800);
      perRequest = draw.logBetween(5e3, 2e5);
      double allocated = rate * SECONDS * live.length * perRequest;
      double majors = draw.logBetween(setting.leastMajors(), setting.most());
      eden = allocated / Math.max(majors * draw.between(4, 20), 20);
      double highest = Arrays.stream(live).max().orElse(0);
      heap = highest + Math.max(60 * MEGABYTE, 0.7 * highest);
      double room = draw.between(0.3, 0.8) * (heap - live[0]);
      promoted = room * majors / allocated;
      threshold = live[0] + room;
      residue = draw.oneOf(0.02, 0.1, 0.25);
      survivors = draw.between(0.05, 1) * MEGABYTE;
      mixed = (int) draw.oneOf(1, 1, 4);
      jitter = draw.between(0, 0.2);
    }

    Run run(double grown) {
      int n = live.length;
      double[] x = new double[n];
      double[] y = new double[n];
      boolean[] major = new boolean[n];
      int count = 0;
      double requests = 0;
      double young = 0;
      double old = 0;
      double limit = threshold;
      double target = 0;
      int left = 0;
      for (int i = 0; i < n; i++) {
        double served = rate * SECONDS * Math.max(0, 1 + jitter * gaussian());
        requests += served;
        young += served * perRequest;
        boolean collected = false;
        boolean majored = false;
        while (young >= eden) {
          young -= eden;
          old += promoted * eden * draw.gamma();
          collected = true;
          double reached = expands ? limit * (0.5 + 0.5 * i / n) : limit;
          if (live[i] + old > Math.max(reached, 1.05 * live[i]) && left == 0) {
            target = old * residue * draw.between(0, 1);
            left = mixed;
          }
          if (left > 0) {
            old = left > 1 ? old - (old - target) / left : target;
            left--;
            if (left == 0) {
              majored = true;
              limit = Math.max(threshold, Math.min(0.9 * heap, 1.3 * (live[i] + old)));
            }
          }
          y[count] = live[i] + old + survivors * draw.between(0, 1);
        }
        if (collected) {
          x[count] = Math.floor(requests);
          y[count] = Math.floor(y[count]);
          major[count++] = majored;
        }
      }
      return new Run(
          new PassiveReadings(
              Arrays.copyOf(x, count), Arrays.copyOf(y, count), Arrays.copyOf(major, count)),
          requests,
          grown);
    }

    private double gaussian() {
      return draw.random().nextGaussian();
    }
  }
}
