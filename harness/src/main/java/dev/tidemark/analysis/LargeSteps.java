package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Large steps in the live set of a JVM: pages of a store, or an array that doubles when it is full.
 * A test that leaves a few steps out sees nothing of what fills them.
 *
 * <p>Idea: a table that is made once is a step, too, and only time tells them apart. What was taken
 * in a step may still be filling, so growth of its size over the requests since then is not ruled
 * out. A step is a rise from one floor to the next that stands out of the noise and of the growth
 * per request in most rounds, comes after the target is warm, was never given back, and is higher
 * than any fall: what rises and falls is purged. On the floor after the readings under load a rise
 * counts only when it is a whole multiple of a step before it: what rises there otherwise is the
 * work of the load, such as sessions that have not expired.
 *
 * <p>What fills at a steady pace takes as many requests until the next step as the last one had
 * bytes: where several steps agree on that, this pace is the growth.
 *
 * @param steps in order; at least one
 * @param warm requests at the floor from which on steps count
 * @param end requests at the last floor
 */
record LargeSteps(List<Step> steps, double warm, double end) {
  private static final double SMALLEST = 192 << 10;

  /** Deviations of a floor that a step exceeds. */
  private static final double STANDS_OUT = 8;

  /** The share of all floors in which a target warms up. */
  private static final double BURN_IN = 0.15;

  /** How many times what the requests before it add usually. */
  private static final double NO_SLOPE = 4;

  /** Several steps are whole ones within this share of one. */
  private static final double WHOLE = 0.15;

  /** Two intervals between steps agree by chance too often. */
  private static final int FEWEST_AT_A_PACE = 2;

  /** What floors blur of a pace beside the requests between them. */
  private static final double AGREE = 1.1;

  private static final double LEVEL = 0.95;

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
    boolean[] afterLoad = new boolean[x.length];
    for (int i = 0; i < afterLoad.length; i++) {
      afterLoad[i] = floors.get(i).kind() == Tick.Kind.AFTER_LOAD;
    }
    return of(x, y, afterLoad);
  }

  private static Optional<LargeSteps> of(double[] x, double[] y, boolean[] afterLoad) {
    double[] kept = y.clone();
    for (int i = kept.length - 2; i >= 0; i--) {
      kept[i] = Math.min(kept[i], kept[i + 1]);
    }
    int warm = Math.max(1, (int) (BURN_IN * x.length));
    double least = Math.max(SMALLEST, Math.max(STANDS_OUT * deviation(y), deepestFall(y, warm)));
    double usual = Math.max(0, usualSlope(x, y, warm));
    List<Step> steps = new ArrayList<>();
    double smallest = Double.MAX_VALUE;
    for (int i = warm; i < kept.length; i++) {
      double size = kept[i] - kept[i - 1];
      double requests = x[i] - x[i - 1];
      boolean standsOut = size >= Math.max(least, NO_SLOPE * usual * requests);
      if (standsOut && (!afterLoad[i] || isWhole(size / smallest))) {
        steps.add(new Step(x[i], size, requests, afterLoad[i]));
        smallest = Math.min(smallest, size);
      }
    }
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(new LargeSteps(List.copyOf(steps), x[warm - 1], x[x.length - 1]));
  }

  /** Growth per request in most of the rounds. */
  private static double usualSlope(double[] x, double[] y, int from) {
    double[] slopes =
        IntStream.range(from, x.length)
            .filter(i -> x[i] > x[i - 1])
            .mapToDouble(i -> (y[i] - y[i - 1]) / (x[i] - x[i - 1]))
            .toArray();
    return slopes.length == 0 ? 0 : median(slopes);
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
   * @param after requests between that and the floor before, in which it came
   * @param several whether it may be several steps, because so many requests lie between the two
   */
  record Step(double at, double size, double after, boolean several) {}

  /**
   * A pace at which steps fill up.
   *
   * @param steps that agree on it, each with the next one
   */
  record Pace(SlopeEstimate perRequest, int steps) {}

  double largest() {
    return steps.stream().mapToDouble(Step::size).max().orElse(0);
  }

  double gained() {
    return steps.stream().mapToDouble(Step::size).sum();
  }

  /** Growth per request since the target was warm: the pace, and what is not filled yet. */
  SlopeEstimate growth(Pace pace) {
    double growth = gained() / (end - warm);
    ConfidenceInterval interval = pace.perRequest().interval();
    return new SlopeEstimate(
        growth,
        new ConfidenceInterval(
            Math.min(interval.low(), growth), Math.max(interval.high(), growth), LEVEL));
  }

  /** Requests after the last step. */
  double since() {
    return end - steps.get(steps.size() - 1).at();
  }

  /** Growth per request that may hide in the steps. */
  double hidden() {
    return steps.stream()
        .mapToDouble(one -> one.size() / Math.max(1, end - one.at()))
        .max()
        .orElse(0);
  }

  /** The pace on which all steps agree, and the time since the last of them does. */
  Optional<Pace> pace() {
    double low = 0;
    double high = Double.MAX_VALUE;
    double bytes = 0;
    double requests = 0;
    for (int i = 0; i + 1 < steps.size(); i++) {
      double size = steps.get(i).size();
      double until = steps.get(i + 1).at() - steps.get(i).at();
      Step next = steps.get(i + 1);
      if (steps.get(i).several() || next.several() || until <= next.after()) {
        return Optional.empty();
      }
      low = Math.max(low, size / (until + steps.get(i).after()));
      high = Math.min(high, size / (until - next.after()));
      bytes += size;
      requests += until;
    }
    double last = steps.get(steps.size() - 1).size();
    return steps.size() <= FEWEST_AT_A_PACE || low > AGREE * high || since() > last / low
        ? Optional.empty()
        : Optional.of(
            new Pace(
                new SlopeEstimate(
                    bytes / requests,
                    new ConfidenceInterval(
                        Math.min(low, bytes / requests) / AGREE,
                        Math.max(high, bytes / requests) * AGREE,
                        LEVEL)),
                steps.size() - 1));
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
    return Math.ceil(largest() / growth);
  }
}
