package dev.tidemark.accuracy;

import static dev.tidemark.accuracy.Errors.Kind.HEAVY_TAILED;
import static dev.tidemark.accuracy.Errors.Kind.OUTLIERS;
import static dev.tidemark.accuracy.Errors.Kind.UNEQUAL;
import static dev.tidemark.accuracy.Errors.Kind.WALK;

import java.util.SplittableRandom;

/** The kinds of simulated targets. */
enum Zoo {
  FLAT(innocent(Nuisance.NONE)),
  FLAT_CORRELATED_3(innocent(Nuisance.NONE).with(Errors.correlated(0.3))),
  FLAT_CORRELATED_6(innocent(Nuisance.NONE).with(Errors.correlated(0.6))),
  FLAT_CORRELATED_8(innocent(Nuisance.NONE).with(Errors.correlated(0.8))),
  FLAT_CORRELATED_95(innocent(Nuisance.NONE).with(Errors.correlated(0.95))),
  FLAT_HEAVY_TAILED(innocent(Nuisance.NONE).with(Errors.of(HEAVY_TAILED))),
  FLAT_OUTLIERS(innocent(Nuisance.NONE).with(Errors.of(OUTLIERS))),
  FLAT_UNEQUAL(innocent(Nuisance.NONE).with(Errors.of(UNEQUAL))),
  FLAT_QUANTISED(innocent(Nuisance.NONE).with(Gauge.QUANTISED)),
  FLAT_DEAD_WOOD(innocent(Nuisance.NONE).with(Gauge.DEAD_WOOD)),
  FLAT_REGIONS(innocent(Nuisance.NONE).with(Gauge.REGIONS)),
  FLAT_EXACT(innocent(Nuisance.NONE).with(Gauge.EXACT)),
  FAST_WARM_UP(innocent(Nuisance.FAST_WARM_UP)),
  FIRST_REQUESTS(innocent(Nuisance.FIRST_REQUESTS)),
  SLOW_WARM_UP(innocent(Nuisance.SLOW_WARM_UP)),
  SLOW_WARM_UP_CORRELATED(innocent(Nuisance.SLOW_WARM_UP).with(Errors.correlated(0.6))),
  CACHE_FULL_AT_10(innocent(Nuisance.CACHE_FULL_AT_10)),
  CACHE_FULL_AT_30(innocent(Nuisance.CACHE_FULL_AT_30)),
  CACHE_FULL_AT_50(innocent(Nuisance.CACHE_FULL_AT_50)),
  CACHE_FULL_AT_50_CORRELATED(innocent(Nuisance.CACHE_FULL_AT_50).with(Errors.correlated(0.6))),
  CACHE_EXACT(innocent(Nuisance.CACHE_FULL_AT_30).with(Gauge.EXACT)),
  LATE_CACHE(innocent(Nuisance.LATE_CACHE)),
  RAMP(innocent(Nuisance.RAMP)),
  LATE_RAMP(innocent(Nuisance.LATE_RAMP)),
  PURGED(innocent(Nuisance.PURGED)),
  STEP(innocent(Nuisance.STEP)),
  STEP_CORRELATED(innocent(Nuisance.STEP).with(Errors.correlated(0.6))),
  THREE_STEPS(innocent(Nuisance.THREE_STEPS)),
  SHRINKING(innocent(Nuisance.SHRINKING)),
  GIVEN_UP(innocent(Nuisance.GIVEN_UP)),
  GIVEN_UP_CORRELATED(innocent(Nuisance.GIVEN_UP).with(Errors.correlated(0.6))),
  DRAINED(innocent(Nuisance.DRAINED)),
  DROP(innocent(Nuisance.DROP)),
  DROP_CORRELATED(innocent(Nuisance.DROP).with(Errors.correlated(0.6))),
  PERIODIC(innocent(Nuisance.PERIODIC)),
  BURSTY(innocent(Nuisance.BURSTS)),
  RESTARTED(innocent(Nuisance.RESTARTED_WARM_UP)),
  NEARLY_FILLED_CACHE(undecidable(Nuisance.NEARLY_FILLED_CACHE)),
  UNFILLED_CACHE(undecidable(Nuisance.UNFILLED_CACHE)),
  LOGARITHM(undecidable(Nuisance.LOGARITHM)),
  SQUARE_ROOT(undecidable(Nuisance.SQUARE_ROOT)),
  SLOW_WAVE(undecidable(Nuisance.SLOW_WAVE)),
  LEAK_SLOW_WAVE(undecidable(Nuisance.SLOW_WAVE).with(Leak.CONSTANT)),
  RANDOM_WALK(undecidable(Nuisance.NONE).with(Errors.of(WALK))),
  LEAK(leaking(Leak.CONSTANT)),
  LEAK_CORRELATED_3(leaking(Leak.CONSTANT).with(Errors.correlated(0.3))),
  LEAK_CORRELATED_6(leaking(Leak.CONSTANT).with(Errors.correlated(0.6))),
  LEAK_CORRELATED_8(leaking(Leak.CONSTANT).with(Errors.correlated(0.8))),
  LEAK_CORRELATED_95(leaking(Leak.CONSTANT).with(Errors.correlated(0.95))),
  LEAK_HEAVY_TAILED(leaking(Leak.CONSTANT).with(Errors.of(HEAVY_TAILED))),
  LEAK_OUTLIERS(leaking(Leak.CONSTANT).with(Errors.of(OUTLIERS))),
  LEAK_UNEQUAL(leaking(Leak.CONSTANT).with(Errors.of(UNEQUAL))),
  LEAK_QUANTISED(leaking(Leak.CONSTANT).with(Gauge.QUANTISED)),
  LEAK_DEAD_WOOD(leaking(Leak.CONSTANT).with(Gauge.DEAD_WOOD)),
  LEAK_REGIONS(leaking(Leak.CONSTANT).with(Gauge.REGIONS)),
  LEAK_EXACT(leaking(Leak.CONSTANT).with(Gauge.EXACT)),
  LEAK_FAST_WARM_UP(leaking(Leak.CONSTANT).with(Nuisance.FAST_WARM_UP)),
  LEAK_FIRST_REQUESTS(leaking(Leak.CONSTANT).with(Nuisance.FIRST_REQUESTS)),
  LEAK_SLOW_WARM_UP(leaking(Leak.CONSTANT).with(Nuisance.SLOW_WARM_UP)),
  LEAK_CACHE_30(leaking(Leak.CONSTANT).with(Nuisance.CACHE_FULL_AT_30)),
  LEAK_STEP(leaking(Leak.CONSTANT).with(Nuisance.STEP)),
  LEAK_STEP_CORRELATED(leaking(Leak.CONSTANT).with(Nuisance.STEP).with(Errors.correlated(0.6))),
  LEAK_THREE_STEPS(leaking(Leak.CONSTANT).with(Nuisance.THREE_STEPS)),
  LEAK_GIVEN_UP(leaking(Leak.CONSTANT).with(Nuisance.GIVEN_UP)),
  LEAK_GIVEN_UP_CORRELATED(
      leaking(Leak.CONSTANT).with(Nuisance.GIVEN_UP).with(Errors.correlated(0.6))),
  LEAK_DRAINED(leaking(Leak.CONSTANT).with(Nuisance.DRAINED)),
  LEAK_DROP(leaking(Leak.CONSTANT).with(Nuisance.DROP)),
  LEAK_DROP_CORRELATED(leaking(Leak.CONSTANT).with(Nuisance.DROP).with(Errors.correlated(0.6))),
  LEAK_PERIODIC(leaking(Leak.CONSTANT).with(Nuisance.PERIODIC)),
  LEAK_BURSTY_LOAD(leaking(Leak.CONSTANT).with(Nuisance.BURSTS)),
  LEAK_RESTARTED(leaking(Leak.RESTARTED)),
  LEAK_IN_BURSTS(leaking(Leak.BURSTS)),
  LEAK_LATE_ONSET(leaking(Leak.LATE_ONSET)),
  LEAK_ACCELERATING(leaking(Leak.ACCELERATING)),
  LEAK_OF_FAILED(leaking(Leak.OF_FAILED_REQUESTS)),
  LEAK_OF_TIME(leaking(Leak.OF_TIME)),
  LEAK_RANDOM_SIZE(leaking(Leak.OF_RANDOM_SIZE)),
  LEAK_RANDOM_SIZE_RARE(leaking(Leak.OF_RANDOM_SIZE_RARE));

  @SuppressWarnings("ImmutableEnumChecker") // an animal is one; records of arrays hide it
  private final Animal animal;

  Zoo(Animal animal) {
    this.animal = animal;
  }

  private record Animal(Truth truth, Leak leak, Nuisance nuisance, Errors errors, Gauge gauge) {
    Animal with(Errors other) {
      return new Animal(truth, leak, nuisance, other, gauge);
    }

    Animal with(Leak other) {
      return new Animal(truth, other, nuisance, errors, gauge);
    }

    Animal with(Gauge other) {
      return new Animal(truth, leak, nuisance, errors, other);
    }

    Animal with(Nuisance other) {
      return new Animal(truth, leak, other, errors, gauge);
    }
  }

  private static Animal innocent(Nuisance nuisance) {
    return new Animal(Truth.INNOCENT, Leak.NONE, nuisance, Errors.WHITE, Gauge.PLAIN);
  }

  private static Animal undecidable(Nuisance nuisance) {
    return new Animal(Truth.UNDECIDABLE, Leak.NONE, nuisance, Errors.WHITE, Gauge.PLAIN);
  }

  private static Animal leaking(Leak leak) {
    return new Animal(Truth.LEAKING, leak, Nuisance.NONE, Errors.WHITE, Gauge.PLAIN);
  }

  Truth truth() {
    return animal.truth();
  }

  Leak leak() {
    return animal.leak();
  }

  Nuisance nuisance() {
    return animal.nuisance();
  }

  Errors errors() {
    return animal.errors();
  }

  Gauge gauge() {
    return animal.gauge();
  }

  /** Whether an interval for its growth has one truth, and the oracle knows its readings' law. */
  boolean constantSlope() {
    return leak().constant() && gauge() == Gauge.PLAIN;
  }

  /** One target of this kind, as it is read at so many requests. */
  Target draw(SplittableRandom random, Course course) {
    double[] traits = new double[4];
    for (int i = 0; i < traits.length; i++) {
      traits[i] = random.nextDouble();
    }
    double height = Scale.NOISE * nuisance().height(random, course.tallest());
    double slope = leak().slope(course.slope());
    double held = Scale.HELD + 100 * Scale.NOISE * random.nextDouble();
    double[] x = course.requests();
    double[] u = new double[x.length];
    double[] shape = new double[x.length];
    double[] leaked = leak().path(random, course, slope, traits);
    double[] kept = leaked.clone();
    for (int i = 0; i < x.length; i++) {
      u[i] = x[i] / course.horizon();
      shape[i] = nuisance().at(nuisance().recurs() ? x[i] / course.shortest() : u[i], traits);
      kept[i] += held + height * shape[i];
    }
    double[] read = gauge().read(random, kept, errors().draw(random, u));
    double[] alone = leak().path(new SplittableRandom(0), course, 1, traits);
    return new Target(this, x, u, read, shape, leak().wanders() ? x : alone, leaked, slope);
  }

  /**
   * How a target is driven.
   *
   * @param requests served at each reading
   * @param horizon requests of the longest run
   * @param shortest requests of the shortest run that may find nothing
   * @param slope bytes per request, for leaks without a size of their own
   * @param tallest nuisance, in standard deviations of a reading
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Course(double[] requests, double horizon, double shortest, double slope, double tallest) {
    static Course ofRounds(int rounds, double slope) {
      return new Course(
          Scale.requests(rounds),
          rounds * Scale.REQUESTS,
          rounds * Scale.REQUESTS,
          slope,
          Double.POSITIVE_INFINITY);
    }
  }
}
