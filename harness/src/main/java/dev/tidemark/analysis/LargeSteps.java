package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Large steps in the live set of a JVM: pages of a store, or an array that doubles when it is full.
 * A test that leaves a few steps out sees nothing of what fills them.
 *
 * <p>Idea: a table that is made once is a step, too, and only time tells them apart. What was taken
 * in a step may still be filling, so growth of its size over the requests since then is not ruled
 * out. A step is a rise from one floor to the next that stands out of the noise, was never given
 * back, and is higher than any fall, after the target is warm: what rises and falls is purged.
 * Where many more requests than usual lie between two floors, a rise counts only when it is a whole
 * multiple of a step before it: what rises there otherwise is the work of the load, such as
 * sessions that have not expired.
 *
 * @param largest bytes of the largest step
 * @param count of steps
 * @param since requests after the last of them
 * @param hidden growth per request that may hide in them
 */
record LargeSteps(double largest, int count, double since, double hidden) {
  private static final double SMALLEST = 192 << 10;

  /** Deviations of a floor that a step exceeds. */
  private static final double STANDS_OUT = 8;

  /** The share of all floors in which a target warms up. */
  private static final double BURN_IN = 0.15;

  /** Between floors this many times as far apart as usual there may be several steps. */
  private static final double SPARSE = 3;

  /** Several steps are whole ones within this share of one. */
  private static final double WHOLE = 0.15;

  /** Turns a median absolute deviation into a standard deviation. */
  private static final double NORMAL = 1.4826;

  /**
   * The steps of a series; empty where there are none.
   *
   * @param ticks all rows of one arm, in order
   */
  static Optional<LargeSteps> of(List<Tick> ticks, String series) {
    List<Tick> floors =
        FloorSeries.ofRounds(ticks).stream()
            .filter(tick -> tick.samples().containsKey(series) && !tick.classes().isEmpty())
            .toList();
    if (floors.size() < FloorSeries.FEWEST) {
      return Optional.empty();
    }
    double[] x = floors.stream().mapToDouble(tick -> tick.counts().ended()).toArray();
    double[] y =
        floors.stream()
            .flatMap(tick -> Optional.ofNullable(tick.samples().get(series)).stream())
            .mapToDouble(MemorySample::value)
            .toArray();
    return of(x, y);
  }

  private static Optional<LargeSteps> of(double[] x, double[] y) {
    double[] kept = y.clone();
    for (int i = kept.length - 2; i >= 0; i--) {
      kept[i] = Math.min(kept[i], kept[i + 1]);
    }
    int warm = Math.max(1, (int) (BURN_IN * x.length));
    double least = Math.max(SMALLEST, Math.max(STANDS_OUT * deviation(y), deepestFall(y, warm)));
    double usual = median(differences(x));
    List<Step> steps = new ArrayList<>();
    double smallest = Double.MAX_VALUE;
    for (int i = warm; i < kept.length; i++) {
      double size = kept[i] - kept[i - 1];
      boolean sparse = x[i] - x[i - 1] > SPARSE * usual;
      if (size >= least && (!sparse || isWhole(size / smallest))) {
        steps.add(new Step(x[i], size));
        smallest = Math.min(smallest, size);
      }
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(of(steps, x[x.length - 1]));
  }

  /** From the highest value so far to one after it. */
  private static double deepestFall(double[] y, int from) {
    double highest = y[from];
    double deepest = 0;
    for (int i = from; i < y.length; i++) {
      highest = Math.max(highest, y[i]);
      deepest = Math.max(deepest, highest - y[i]);
    }
    return deepest;
  }

  private static boolean isWhole(double steps) {
    return Math.round(steps) >= 1 && Math.abs(steps - Math.round(steps)) <= WHOLE;
  }

  /**
   * A rise.
   *
   * @param at requests at the floor that shows it
   */
  private record Step(double at, double size) {}

  private static LargeSteps of(List<Step> steps, double end) {
    double largest = 0;
    double hidden = 0;
    for (Step step : steps) {
      largest = Math.max(largest, step.size());
      hidden = Math.max(hidden, step.size() / Math.max(1, end - step.at()));
    }
    return new LargeSteps(largest, steps.size(), end - steps.get(steps.size() - 1).at(), hidden);
  }

  private static double[] differences(double[] values) {
    double[] steps = new double[values.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = values[i + 1] - values[i];
    }
    return steps;
  }

  /** The deviation of one reading, robust against the steps. */
  private static double deviation(double[] y) {
    double[] steps = differences(y);
    double middle = median(steps);
    double[] off = Arrays.stream(steps).map(step -> Math.abs(step - middle)).toArray();
    return NORMAL * median(off) / Math.sqrt(2);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** How many requests without a step show that growth of so many bytes per request is none. */
  double toShow(double growth) {
    return Math.ceil(largest / growth);
  }
}
