package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A series made ready for the tests: spikes and burn-in removed, level shifts found, noise known.
 */
final class Readings {
  /** The share of a run that is dropped at its start. */
  static final double BURN_IN = 0.15;

  /** Where a curve may bend without being sharp. */
  static final double[] KNEES = {0.2, 0.4, 0.6, 0.765};

  private static final double[] BENDS = {0.25, 0.5, 0.75};

  /** Where a level may stop falling... */
  private static final double[] FALL_ENDS = {0.25, 0.5};

  /** ...and the standard errors by which the slope is more there. */
  private static final double CLEARLY = 1;

  /** So many falls... */
  private static final int FEWEST_FALLS = 2;

  /** ...of this share of the range of all readings... */
  private static final double LARGE = 0.4;

  /** ...that take back this share of what is gained are no level shifts beside growth. */
  private static final double GIVEN_BACK = 0.5;

  /** Standard errors from which on a level shift downwards may hide growth. */
  private static final double NOTICEABLE = 2;

  /** The same of level shifts upwards that may look like growth... */
  private static final double STAIR = 2.5;

  /** ...and how many there may be. */
  private static final int MOST_STAIRS = 3;

  private final double[] x;
  private final double[] y;
  private final double span;
  private final int[] steps;
  private final Waves waves;
  private final int[] bends;
  private final Errors errors;

  /** Of a straight line beside level shifts and waves, made when the first fit is asked for. */
  private @Nullable NormalEquations line;

  /**
   * What is known about the errors of the readings.
   *
   * @param correlation lag-1 autocorrelation, on the safe side
   * @param deviation standard deviation
   * @param least what rounding alone explains of it
   */
  private record Errors(double correlation, double deviation, double least) {}

  /**
   * Makes readings of arrays that nobody changes any more.
   *
   * @param x requests, scaled so that a whole run spans 0 to 1
   * @param y less the first reading
   * @param span the requests that x = 1 stands for
   * @param steps indices where a new level starts
   * @param waves of any phase, their frequencies in cycles per unit of x
   * @param bends indices of the readings at sharp bends, ascending
   */
  private Readings(
      double[] x, double[] y, double span, int[] steps, Waves waves, int[] bends, Errors errors) {
    this.x = x;
    this.y = y;
    this.span = span;
    this.steps = steps;
    this.waves = waves;
    this.bends = bends;
    this.errors = errors;
  }

  private Readings(
      double[] x, double[] y, double span, BreakSearch breaks, Waves waves, double leastNoise) {
    this(
        x,
        y,
        span,
        breaks.steps(),
        waves,
        breaks.bends(),
        new Errors(
            Autocorrelation.safe(breaks.fit().residuals()),
            Math.sqrt(breaks.fit().variance()),
            leastNoise));
  }

  /** The series ready for tests, or nothing where it is too short to be fitted. */
  static Optional<Readings> of(LowerEnvelope floors) {
    double[] allX = floors.x();
    double[] allY = floors.y();
    double leastNoise = floors.leastNoise();
    int start = (int) Math.ceil(BURN_IN * allX.length);
    int length = allX.length - start;
    if (length < 1 || !(allX[allX.length - 1] > allX[start])) {
      return Optional.empty();
    }
    double[] despiked = Despike.of(allX, allY);
    double span = allX[allX.length - 1] - allX[start];
    double[] x = new double[length];
    double[] y = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = (allX[start + i] - allX[start]) / span;
      y[i] = despiked[start + i] - despiked[start];
    }
    Optional<BreakSearch> still = BreakSearch.of(x, y, KNEES, leastNoise, Waves.NONE);
    Waves waves =
        still.filter(BreakSearch::explained).isPresent()
            ? Waves.NONE
            : WaveSearch.of(x, y, KNEES, leastNoise);
    if (waves.count() > 0) {
      Optional<BreakSearch> moving = BreakSearch.of(x, y, KNEES, leastNoise, waves);
      if (moving.isPresent() && !explainsAsMuch(still, moving.get())) {
        return moving.map(breaks -> new Readings(x, y, span, breaks, waves, leastNoise));
      }
    }
    return still.map(breaks -> new Readings(x, y, span, breaks, Waves.NONE, leastNoise));
  }

  /** Level shifts may look like a wave, but a wave does not look like a few level shifts. */
  private static boolean explainsAsMuch(Optional<BreakSearch> still, BreakSearch moving) {
    return still
        .filter(shifts -> shifts.steps().length > 0)
        .filter(shifts -> shifts.fit().variance() <= moving.fit().variance())
        .isPresent();
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }

  double span() {
    return span;
  }

  int[] steps() {
    return steps;
  }

  Waves waves() {
    return waves;
  }

  /**
   * The index of the first reading well after the last sharp bend, which may lie between two; 0
   * where there is none.
   */
  int settled() {
    return bends.length == 0 ? 0 : bends[bends.length - 1] + 2;
  }

  /** Indices of the readings at sharp bends, ascending. */
  int[] bends() {
    return bends;
  }

  /** The index from which on readings bend sharply once at most. */
  int bentOnce() {
    return bends.length < 2 ? 0 : bends[bends.length - 2];
  }

  double correlation() {
    return errors.correlation();
  }

  double noise() {
    return errors.deviation();
  }

  /** The least standard deviation that a fit may claim. */
  double leastNoise() {
    return errors.least();
  }

  int length() {
    return x.length;
  }

  /** The first reading after a share of the whole run, burn-in included. */
  int indexAfter(double shareOfRun) {
    return (int) Math.round((shareOfRun - BURN_IN) / (1 - BURN_IN) * length());
  }

  /** The readings from an index on, x not scaled anew. */
  Readings from(int start) {
    if (start == 0) {
      return this;
    }
    return new Readings(
        Arrays.copyOfRange(x, start, length()),
        Arrays.copyOfRange(y, start, length()),
        span,
        Arrays.stream(steps).filter(step -> step > start + 1).map(step -> step - start).toArray(),
        waves.from(start),
        Arrays.stream(bends).filter(bend -> bend > start).map(bend -> bend - start).toArray(),
        errors);
  }

  /**
   * The same with the burn-in before them, at negative x; nothing beside waves, and where the
   * burn-in lies above what follows, since a level that is given up would hide growth.
   *
   * @param floors that these were made of
   */
  Optional<Readings> withBurnIn(LowerEnvelope floors) {
    int dropped = floors.x().length - length();
    if (waves.count() > 0 || dropped == 0) {
      return Optional.empty();
    }
    double[] all = Despike.of(floors.x(), floors.y());
    double[] places = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      places[i] = (floors.x()[i] - floors.x()[dropped]) / span;
      all[i] -= floors.y()[0];
    }
    Readings whole =
        new Readings(
            places, all, span, later(steps, dropped), waves, later(bends, dropped), errors);
    return whole.risesAt(dropped) ? Optional.of(whole) : Optional.empty();
  }

  private static int[] later(int[] indices, int by) {
    return Arrays.stream(indices).map(index -> index + by).toArray();
  }

  /** Whether what begins there is not below what was before, or by a standard error at most. */
  private boolean risesAt(int index) {
    return withStep(index).lastStep().orElse(-2) > -1;
  }

  /** The same with one more level shift. */
  private Readings withStep(int index) {
    int[] more = Arrays.copyOf(steps, steps.length + 1);
    more[steps.length] = index;
    return new Readings(x, y, span, more, waves, bends, errors);
  }

  /** The last of the level shifts in its standard errors; nothing where it cannot be fitted. */
  private OptionalDouble lastStep() {
    double[] shift = new double[Design.KNEES_FROM + steps.length];
    shift[shift.length - 1] = 1;
    return fit().stream().mapToDouble(fit -> fit.estimate(shift) / fit.error(shift)).findFirst();
  }

  /**
   * The same with one more level shift, the clearest downwards beside those known, even where it is
   * not clear enough to be known; nothing where there is none of {@value #NOTICEABLE} standard
   * errors.
   */
  Optional<Readings> withDrop() {
    return withShift(StrongestBreak::drop).filter(more -> more.lastStep().orElse(0) < -NOTICEABLE);
  }

  /**
   * The same with more level shifts, the clearest upwards, until there are {@value #MOST_STAIRS} or
   * none of {@value #STAIR} standard errors.
   */
  Readings withStairs() {
    Optional<Readings> more =
        steps.length == MOST_STAIRS ? Optional.empty() : withShift(StrongestBreak::rise);
    return more.filter(one -> one.lastStep().orElse(0) > STAIR)
        .map(Readings::withStairs)
        .orElse(this);
  }

  /** A search for the clearest level shift of a kind. */
  private interface Search {
    Optional<StrongestBreak.Break> in(double[][] columns, LinearFit fit, double leastNoise);
  }

  private Optional<Readings> withShift(Search search) {
    NormalEquations independent = NormalEquations.of(straight(), y, 0);
    return independent
        .solved(errors.least())
        .flatMap(fit -> search.in(independent.columns(), fit, errors.least()))
        .map(shift -> withStep(shift.index()));
  }

  /**
   * Whether readings fall, and then less or no more: what is given up at first, such as sessions of
   * earlier traffic, hides growth from every line, but not from curves that allow for it.
   */
  boolean fallAtFirst() {
    return Arrays.stream(FALL_ENDS)
        .mapToObj(this::fit)
        .flatMap(Optional::stream)
        .filter(fit -> fit.estimate(0, 1) < 0)
        .anyMatch(fit -> fit.estimate(0, 0, 1) > CLEARLY * fit.error(0, 0, 1));
  }

  /**
   * Whether falls take back much of what is gained between them, as purges do of what a cache
   * gathers: the slope beside such level shifts is not what stays.
   */
  boolean givesBack() {
    double large = LARGE * Order.range(y);
    double[] falls = Arrays.stream(falls()).filter(fall -> fall > large).toArray();
    return falls.length >= FEWEST_FALLS
        && Arrays.stream(falls).sum() > GIVEN_BACK * fit().orElseThrow().estimate(0, 1);
  }

  /** By how much the level falls at each of the level shifts downwards. */
  double[] falls() {
    Optional<LinearFit> fit = steps.length == 0 ? Optional.empty() : fit();
    return fit.stream()
        .flatMapToDouble(this::shifts)
        .filter(shift -> shift < 0)
        .map(Math::abs)
        .toArray();
  }

  private DoubleStream shifts(LinearFit fit) {
    return IntStream.range(0, steps.length)
        .mapToDouble(
            k -> {
              double[] shift = new double[Design.KNEES_FROM + steps.length];
              shift[Design.KNEES_FROM + k] = 1;
              return fit.estimate(shift);
            });
  }

  /** The same with x scaled anew, to span 0 to 1. */
  Readings rescaled() {
    double first = x[0];
    if (first == 0) {
      return this;
    }
    double[] scaled = Arrays.stream(x).map(value -> (value - first) / (1 - first)).toArray();
    Waves longer = waves.inUnit(1 - first);
    return new Readings(scaled, y, span * (1 - first), steps, longer, bends, errors);
  }

  /**
   * The same with more growth.
   *
   * @param growth per request
   * @param leastNoise the least standard deviation that a fit may claim then
   */
  Readings raised(double growth, double leastNoise) {
    double[] grown = new double[y.length];
    for (int i = 0; i < grown.length; i++) {
      grown[i] = y[i] + growth * span * x[i];
    }
    Errors same = new Errors(errors.correlation(), errors.deviation(), leastNoise);
    return new Readings(x, grown, span, steps, waves, bends, same);
  }

  /** The same without the level shifts from an index on. */
  Readings withoutStepsFrom(int index) {
    int[] early = Arrays.stream(steps).filter(step -> step < index).toArray();
    return early.length == steps.length
        ? this
        : new Readings(x, y, span, early, waves, bends, errors);
  }

  /** The readings less their waves, as a curve with bends at fixed places shows them. */
  double[] withoutWaves() {
    return waves.count() == 0 ? y : fit(BENDS).map(this::lessWaves).orElse(y);
  }

  private double[] lessWaves(LinearFit fit) {
    int first = 2 + BENDS.length + steps.length;
    double[][] columns = waves.columns();
    double[] plain = new double[y.length];
    for (int i = 0; i < plain.length; i++) {
      double[] weights = new double[first + columns.length];
      for (int k = 0; k < columns.length; k++) {
        weights[first + k] = columns[k][i];
      }
      plain[i] = y[i] - fit.estimate(weights);
    }
    return plain;
  }

  /** A fit that allows for the level shifts and the correlation. */
  Optional<LinearFit> fit(double... knees) {
    return line().with(Design.hinges(x, knees), Design.KNEES_FROM).solved(errors.least());
  }

  private NormalEquations line() {
    NormalEquations known = line;
    if (known == null) {
      known = NormalEquations.of(straight(), y, errors.correlation());
      line = known;
    }
    return known;
  }

  private Design straight() {
    return Design.of(x, Design.NO_KNEES, steps, waves);
  }
}
