package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Tick;
import dev.tidemark.stats.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How native memory grows in the loads that follow the rounds of a plateau.
 *
 * <p>Idea: native memory moves by megabytes in the rounds without a leak, so that growth which
 * matters does not show there. The loads send many times their requests. A target that only gets
 * warm gains less with each of them, down to nothing; one that leaks gains the same every time. The
 * median of the slopes between all readings of a load (Theil and Sen) is not moved by the few
 * megabytes that a compiler takes and gives back.
 *
 * @param perRequest bytes gained with a request of each load since the rounds, in order; not of
 *     loads that had too few requests or readings to tell
 */
record NativeRises(List<Double> perRequest) {
  /** With so many in a row that do not fall off it is no warm-up. */
  private static final int ENOUGH = 3;

  private static final long FEWEST_REQUESTS = 2_000;
  private static final int FEWEST_READINGS = 5;

  /** A rise falls off when it is less than this share of the one before. */
  private static final double FALLS_OFF = 0.5;

  /** A reading. */
  private record At(long requests, double bytes) {}

  /**
   * Those of the last segment.
   *
   * @param ticks all rows of one arm, in order
   */
  static NativeRises of(List<Tick> ticks) {
    List<Double> rises = new ArrayList<>();
    List<At> load = new ArrayList<>();
    for (Tick tick : ticks) {
      Optional<At> at = at(tick);
      if (at.isEmpty()) {
        continue;
      }
      switch (tick.kind()) {
        case FLOOR -> {
          rises.clear();
          load.clear();
          load.add(at.get());
        }
        case PRESSURE -> load.add(at.get());
        case AFTER_LOAD -> {
          load.add(at.get());
          slope(load).ifPresent(rises::add);
          load.clear();
          load.add(at.get());
        }
        default -> {}
      }
    }
    return new NativeRises(List.copyOf(rises));
  }

  private static Optional<At> at(Tick tick) {
    return tick.samples().values().stream()
        .filter(sample -> sample.kind() == MetricKind.NATIVE)
        .findFirst()
        .map(MemorySample::value)
        .map(bytes -> new At(tick.counts().ended(), bytes));
  }

  private static Optional<Double> slope(List<At> load) {
    long requests = load.get(load.size() - 1).requests() - load.get(0).requests();
    if (load.size() < FEWEST_READINGS || requests < FEWEST_REQUESTS) {
      return Optional.empty();
    }
    double[] slopes =
        load.stream()
            .flatMap(
                from ->
                    load.stream()
                        .filter(to -> to.requests() > from.requests())
                        .map(to -> (to.bytes() - from.bytes()) / (to.requests() - from.requests())))
            .mapToDouble(Double::doubleValue)
            .toArray();
    return Optional.of(Order.median(slopes));
  }

  /** Whether one more load may tell: each so far gained what matters, and none falls off. */
  boolean open(double sensitivity) {
    return perRequest.size() < ENOUGH && goesOn(sensitivity);
  }

  /** Whether there were enough loads, and each of them gained what matters. */
  boolean grow(double sensitivity) {
    return perRequest.size() >= ENOUGH && goesOn(sensitivity);
  }

  private boolean goesOn(double sensitivity) {
    double before = 0;
    for (double rise : perRequest) {
      if (rise < Math.max(sensitivity, FALLS_OFF * before)) {
        return false;
      }
      before = rise;
    }
    return !perRequest.isEmpty();
  }

  /** What a request gained in the last of them. */
  double last() {
    return perRequest.get(perRequest.size() - 1);
  }
}
