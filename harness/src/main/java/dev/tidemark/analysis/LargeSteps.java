package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.Order;
import java.util.ArrayList;
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
 * bytes: where several steps agree on that, this pace is the growth. Large objects that are kept by
 * chance, such as a document for one request in a thousand, come at a pace, too.
 *
 * @param steps in order; at least one
 * @param warm requests at the floor from which on steps count
 * @param end requests at the last floor
 */
record LargeSteps(List<Step> steps, double warm, double end) {
  private static final double SMALLEST_OF_BYTES = 192 << 10;

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

  /** With fewer steps that come by chance their rate is not known. */
  private static final int FEWEST_BY_CHANCE = 8;

  /** So many times the usual interval without a step comes by chance once in 50. */
  private static final double ENDED = 4;

  private static final double LEVEL = 0.95;

  /** The quantile of the normal distribution for that level. */
  private static final double NORMAL = 1.96;

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
    List<MemorySample> samples =
        floors.stream()
            .flatMap(tick -> Optional.ofNullable(tick.samples().get(series)).stream())
            .toList();
    double[] y = samples.stream().mapToDouble(MemorySample::value).toArray();
    boolean[] afterLoad = new boolean[x.length];
    for (int i = 0; i < afterLoad.length; i++) {
      afterLoad[i] = floors.get(i).kind() == Tick.Kind.AFTER_LOAD;
    }
    boolean bytes = samples.get(0).unit() == Unit.BYTES;
    return of(x, y, afterLoad, bytes ? SMALLEST_OF_BYTES : 1);
  }

  private static Optional<LargeSteps> of(
      double[] x, double[] y, boolean[] afterLoad, double smallestStep) {
    double[] kept = kept(y);
    int warm = Math.max(1, (int) (BURN_IN * x.length));
    double fall = deepestFall(y, warm);
    double least = Math.max(smallestStep, STANDS_OUT * deviation(y));
    double usual = Math.max(0, usualSlope(x, y, warm));
    List<Step> steps = new ArrayList<>();
    double smallest = Double.MAX_VALUE;
    for (int i = warm; i < kept.length; i++) {
      double size = kept[i] - kept[i - 1];
      double requests = x[i] - x[i - 1];
      boolean standsOut = size > fall && size >= Math.max(least, NO_SLOPE * usual * requests);
      if (standsOut && (!afterLoad[i] || isWhole(size / smallest))) {
        steps.add(new Step(x[i], size, requests, afterLoad[i]));
        smallest = Math.min(smallest, size);
      }
    }
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(new LargeSteps(List.copyOf(steps), x[warm - 1], x[x.length - 1]));
  }

  /** What was never less from each reading on: rises that were given back are none. */
  static double[] kept(double[] readings) {
    double[] kept = readings.clone();
    for (int i = kept.length - 2; i >= 0; i--) {
      kept[i] = Math.min(kept[i], kept[i + 1]);
    }
    return kept;
  }

  /** Growth per request in most of the rounds. */
  private static double usualSlope(double[] x, double[] y, int from) {
    double[] slopes =
        IntStream.range(from, x.length)
            .filter(i -> x[i] > x[i - 1])
            .mapToDouble(i -> (y[i] - y[i - 1]) / (x[i] - x[i - 1]))
            .toArray();
    return slopes.length == 0 ? 0 : Order.median(slopes);
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
   * A pace at which steps come.
   *
   * @param steps that agree on it
   * @param even whether each came once the one before it was filled, or all of them by chance
   */
  record Pace(SlopeEstimate perRequest, int steps, boolean even) {}

  double largest() {
    return steps.stream().mapToDouble(Step::size).max().orElse(0);
  }

  double gained() {
    return steps.stream().mapToDouble(Step::size).sum();
  }

  /** Growth per request since the target was warm: the pace, and what is not filled yet. */
  SlopeEstimate growth(Pace pace) {
    double growth = usual();
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

  /** Growth per request since the target was warm. */
  private double usual() {
    return gained() / (end - warm);
  }

  /** The pace on which all steps agree, and the time since the last of them does. */
  Optional<Pace> pace() {
    return evenPace().or(this::chancePace);
  }

  /**
   * The pace of steps that come by chance, at one rate: as many in the first half of the requests
   * as in the second, within what chance does, and not ended. Its interval is that of a compound
   * Poisson process with steps of these sizes.
   */
  private Optional<Pace> chancePace() {
    int count = steps.size();
    double requests = end - warm;
    long early = steps.stream().filter(one -> one.at() - warm < requests / 2).count();
    boolean steady = Math.abs(early - count / 2.0) <= Math.sqrt(count);
    if (count < FEWEST_BY_CHANCE || !steady || since() > ENDED * requests / count) {
      return Optional.empty();
    }
    double squares = steps.stream().mapToDouble(one -> one.size() * one.size()).sum();
    double half = NORMAL * Math.sqrt(squares) / requests;
    ConfidenceInterval interval = new ConfidenceInterval(usual() - half, usual() + half, LEVEL);
    return Optional.of(new Pace(new SlopeEstimate(usual(), interval), count, false));
  }

  private Optional<Pace> evenPace() {
    double low = 0;
    double high = Double.MAX_VALUE;
    double bytes = 0;
    double requests = 0;
    for (int i = 0; i + 1 < steps.size(); i++) {
      Step step = steps.get(i);
      Step next = steps.get(i + 1);
      double until = next.at() - step.at();
      if (step.several() || next.several() || until <= next.after()) {
        return Optional.empty();
      }
      low = Math.max(low, step.size() / (until + step.after()));
      high = Math.min(high, step.size() / (until - next.after()));
      bytes += step.size();
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
                steps.size() - 1,
                true));
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
    return Order.robustDeviation(differences(y)) / Math.sqrt(2);
  }

  /** How many requests without a step show that growth of so many bytes per request is none. */
  double toShow(double growth) {
    return Math.ceil(largest() / growth);
  }
}
