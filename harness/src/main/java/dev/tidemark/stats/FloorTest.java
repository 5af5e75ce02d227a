package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Line;
import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.FloorDecision.Slope;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The decision on one series of floors against requests.
 *
 * <p>The outcome does not change with the unit of either axis nor with an offset. It looks at the
 * shape only: whether growth may be a cache that fills is for the caller to say.
 */
public final class FloorTest {
  /** Fewer readings than this show nothing, not even that nothing moves. */
  public static final int FEWEST = 8;

  /** Significant growth in units of the slope's standard error at independent noise. */
  public static final double DETECTABLE = 45;

  /**
   * Growth that passes the leak test in a single run of 60 rounds and more, in the same units, as
   * measured with independent noise. What a run prints is computed from its own noise.
   */
  public static final double CONVICTABLE = 140;

  /** How much more growth it takes where the lower envelope is taken. */
  private static final double DEAD_WOOD = 2.5;

  private static final double CONFIDENCE = 0.025;

  /** Where a level falls at first, growth that is exceeded with this probability is ruled out. */
  private static final double HIDDEN = 1e-4;

  private static final double EFFECT_FLOOR = 0.1;

  /** What a limit is raised by for growth to be beyond it whatever rounding does. */
  private static final double BEYOND = 1.01;

  /** Times what growth needs for its interval, from where on the interval is not asked for. */
  private static final double FAR_BEYOND = 2;

  private final Settings settings;

  /**
   * What the slope at the end of the run may be.
   *
   * @param mixture over the whole run
   */
  private record Slopes(SlopeMixture mixture, double requests) {
    double exceededWith(double probability) {
      return mixture.quantile(1 - probability) / requests;
    }

    Slope interval() {
      return new Slope(exceededWith(0.5), low(), high());
    }

    double low() {
      return exceededWith(1 - CONFIDENCE);
    }

    double high() {
      return exceededWith(CONFIDENCE);
    }
  }

  private FloorTest(Settings settings) {
    this.settings = settings;
  }

  public static FloorTest of(Settings settings) {
    return new FloorTest(settings);
  }

  /**
   * Decides.
   *
   * @param x requests, never decreasing
   * @param y floors
   * @throws IllegalArgumentException if the lengths differ
   */
  public FloorDecision decide(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " x and " + y.length + " y values");
    }
    if (x.length < FEWEST || !(x[x.length - 1] > x[0])) {
      return FloorDecision.undecided(0);
    }
    if (Order.range(y) == 0) {
      return constant(x, y);
    }
    LowerEnvelope floors = LowerEnvelope.whereBetter(x, TwoLevels.removed(x, y));
    return Readings.of(floors)
        .map(readings -> decide(readings, floors, x, y))
        .orElseGet(() -> FloorDecision.undecided(Noise.ofSecondDifferences(x, y)));
  }

  /** The growth per request that would be significant. */
  private static double detectable(Readings readings, LowerEnvelope floors) {
    int n = floors.x().length;
    double requestsPerReading = (floors.x()[n - 1] - floors.x()[0]) / (n - 1);
    return DETECTABLE * readings.noise() * Math.sqrt(12) / (requestsPerReading * Math.pow(n, 1.5));
  }

  /** The growth on top, or in all, whose interval lies above the effect floor. */
  private double surelyBeyond(Slopes slopes) {
    double below = Math.max(0, slopes.exceededWith(0.5)) - slopes.low();
    return BEYOND * (EFFECT_FLOOR * settings.delta() + below);
  }

  /**
   * @param leaks whether these readings pass as they are
   */
  private OptionalDouble convictable(
      LeakTest.Result result,
      boolean leaks,
      Optional<Slopes> slopes,
      Readings readings,
      LowerEnvelope floors,
      double[] x,
      double[] y,
      LeakTest test) {
    if (result.convictable().isEmpty()) {
      return OptionalDouble.empty();
    }
    // beside dead wood a leak is seen less clearly than none is
    double seen = result.convictable().getAsDouble() * (floors.isPlain() ? 1 : DEAD_WOOD);
    double sure = slopes.map(this::surelyBeyond).orElse(0.0);
    double guess = Math.max(seen, sure);
    if (leaks) {
      return OptionalDouble.of(guess);
    }
    boolean known = guess > FAR_BEYOND * sure;
    return ConvictableGrowth.from(
        guess,
        floors,
        readings,
        x,
        y,
        (grown, lying) ->
            leaks(test, grown, () -> known ? Optional.empty() : slopes(grown, lying)));
  }

  private FloorDecision decide(Readings readings, LowerEnvelope floors, double[] x, double[] y) {
    double effectFloor = EFFECT_FLOOR * settings.delta();
    LeakTest test = new LeakTest(settings.alphaLeak(), effectFloor);
    LeakTest.Result result = test.of(readings);
    Optional<Slopes> slopes = slopes(readings, floors);
    Optional<TailSlope> leak =
        result.passed().filter(tail -> isSure(readings, tail.start(), () -> slopes));
    PlateauTest plateau = new PlateauTest(readings, floors);
    Optional<PlateauTest.Bound> bound =
        plateau.lowest(settings.alphaPlateau(), settings.alphaLeak());
    Optional<TailSlope> growing =
        plateau.growing(settings.alphaPlateau(), effectFloor).filter(tail -> !readings.givesBack());
    OptionalDouble reached =
        bound.stream().mapToDouble(each -> reached(each.reached(), readings, slopes)).findFirst();
    boolean flat =
        reached.isPresent()
            && reached.getAsDouble() < settings.delta()
            && slopes.filter(all -> mayHide(readings, all)).isEmpty();
    Outcome outcome;
    Optional<TailSlope> basis;
    if (leak.isPresent()) {
      outcome = Outcome.LEAK;
      basis = leak;
    } else if (flat) {
      outcome = settings.mayDecidePlateau() ? Outcome.PLATEAU : Outcome.INCONCLUSIVE;
      basis = bound.map(PlateauTest.Bound::tail);
    } else {
      outcome = growing.isPresent() ? Outcome.GROWING : Outcome.INCONCLUSIVE;
      basis = growing.or(() -> TailSlope.of(readings, 0));
    }
    return new FloorDecision(
        outcome,
        basis.map(tail -> slopes.map(Slopes::interval).orElseGet(() -> slope(tail))),
        readings.noise(),
        readings.correlation(),
        reached,
        basis.map(tail -> growth(readings, tail.start())).orElse(0.0),
        basis.map(tail -> line(readings, tail, floors)),
        OptionalDouble.of(detectable(readings, floors)),
        convictable(result, leak.isPresent(), slopes, readings, floors, x, y, test),
        readings.steps().length,
        readings.length());
  }

  /**
   * Whether readings are a leak's, and nothing else.
   *
   * @param slopes asked for where the rest holds; nothing where they are known to lie high enough
   */
  private boolean leaks(LeakTest test, Readings readings, Supplier<Optional<Slopes>> slopes) {
    return test.passed(readings).filter(tail -> isSure(readings, tail.start(), slopes)).isPresent();
  }

  /**
   * Whether what has grown since is still there, and surely goes on: falls that give it back leave
   * nothing but a slope between them, and a curve that has become level by the end has none that is
   * sure.
   *
   * @param slopes asked for where the rest holds
   */
  private boolean isSure(Readings readings, int start, Supplier<Optional<Slopes>> slopes) {
    return !readings.givesBack()
        && gained(readings, start) + Arrays.stream(readings.falls()).sum() > 0
        && slopes.get().filter(all -> all.low() < EFFECT_FLOOR * settings.delta()).isEmpty();
  }

  /**
   * Whether a wave or a fall may stand for the absence of growth: the curves that allow for both
   * are as good as sure that it grows, and by delta perhaps.
   */
  private boolean mayHide(Readings readings, Slopes slopes) {
    return (readings.waves().count() > 0 || readings.falls().length > 0)
        && slopes.low() > EFFECT_FLOOR * settings.delta()
        && slopes.high() > settings.delta();
  }

  private static FloorDecision constant(double[] x, double[] y) {
    int last = x.length - 1;
    return new FloorDecision(
        Outcome.PLATEAU,
        Optional.of(new Slope(0, 0, 0)),
        0,
        0,
        OptionalDouble.of(0),
        0,
        Optional.of(new Line(x[0], y[0], x[last], y[last])),
        OptionalDouble.of(0),
        OptionalDouble.empty(),
        0,
        x.length);
  }

  /** What is ruled out beside what a fall may hide, which matters where the rest is below delta. */
  private double reached(double bound, Readings readings, Optional<Slopes> slopes) {
    return slopes
        .filter(all -> bound < settings.delta() && readings.fallAtFirst())
        .map(all -> Math.max(bound, all.exceededWith(HIDDEN)))
        .orElse(bound);
  }

  private static Slope slope(TailSlope tail) {
    return new Slope(tail.slope(), tail.lower(CONFIDENCE), tail.upper(CONFIDENCE));
  }

  /**
   * Averaged over the whole run, burn-in included, or from where on it bends sharply once at most;
   * nothing where no curve fits.
   */
  private static Optional<Slopes> slopes(Readings readings, LowerEnvelope floors) {
    int n = floors.x().length;
    int dropped = n - readings.length();
    int from = readings.bentOnce() == 0 ? 0 : readings.bentOnce() + dropped;
    double first = floors.x()[from];
    double requests = floors.x()[n - 1] - first;
    double[] x =
        Arrays.stream(floors.x(), from, n).map(value -> (value - first) / requests).toArray();
    double[] y = Arrays.copyOfRange(Despike.ofInner(floors.x(), floors.y()), from, n);
    int[] firsts = from > 0 ? Design.NO_STEPS : FirstReadings.shifts(x, y, readings.noise());
    int[] known = readings.givesBack() ? Design.NO_STEPS : readings.steps();
    IntStream later =
        Arrays.stream(known)
            .map(step -> step + dropped - from)
            .filter(step -> step > Math.max(1, firsts.length));
    int[] steps = IntStream.concat(Arrays.stream(firsts), later).toArray();
    double longer = requests / readings.span();
    Waves waves = Waves.at(x, readings.waves().inUnit(longer).frequencies());
    boolean falls = readings.fallAtFirst();
    return ModelAverage.of(x, y, steps, waves, falls, readings.leastNoise())
        .map(mixture -> new Slopes(mixture, requests));
  }

  /** Measured between the ends of the window, not extrapolated from the slope. */
  private static double growth(Readings readings, int start) {
    return Math.max(0, gained(readings, start));
  }

  /** The same; negative where the end lies lower, or no higher than errors may put it. */
  private static double gained(Readings readings, int start) {
    double[] y = readings.y();
    double first = Order.median(Arrays.copyOfRange(y, start, Math.min(start + 3, y.length)));
    double last = Order.median(Arrays.copyOfRange(y, Math.max(y.length - 5, start), y.length));
    return last - first - 4 * readings.noise();
  }

  private static Line line(Readings readings, TailSlope tail, LowerEnvelope floors) {
    int offset = floors.x().length - readings.length();
    int n = readings.length() - tail.start();
    double x0 = floors.x()[offset + tail.start()];
    double x1 = floors.x()[floors.x().length - 1];
    double meanX = 0;
    double meanY = 0;
    for (int i = tail.start(); i < readings.length(); i++) {
      meanX += floors.x()[offset + i] / n;
      meanY += floors.y()[offset + i] / n;
    }
    return new Line(
        x0, meanY + tail.slope() * (x0 - meanX), x1, meanY + tail.slope() * (x1 - meanX));
  }
}
