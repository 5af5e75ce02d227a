package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A test for growth that neither stopped nor slowed down within the run.
 *
 * <p>Idea: the alternatives to a leak are curves that flatten, at an unknown knee. For every knee
 * the slope after it must lie above zero, and above a share of the average slope. All parts must
 * hold, so each is tested at the full level (an intersection-union test: Berger, 1982). It is tried
 * after three burn-ins, the later the stricter, each at a third of the level. Six guards keep what
 * no regression sees: nearly every block of the window must slope up; no knee in the last part of
 * the run, too late for a test of its own, may show a flattening that is significant by itself (a
 * level shift that late is such a flattening too), nor may growth end at the last sharp bend that
 * is known, wherever that lies; the second half may not be clearly less steep than the first; where
 * noise is strongly correlated, the growth must exceed that of a random walk; and where stairs fit
 * better than any such curve, it must grow beside them, too.
 */
final class LeakTest {
  private static final Knee[] KNEES = {
    new Knee(0.3, 0, 0),
    new Knee(0.45, 0, 0),
    new Knee(0.6, 0, 0),
    new Knee(0.7, 0.05, 0.2),
    new Knee(0.8, 0.15, 0.35)
  };
  private static final double[] LATE_KNEES = {0.85, 0.9, 0.95};
  private static final double LATE_SHARE = 0.5;
  private static final double LATE_LEVEL = 1.5e-3;
  private static final double HALVES_SHARE = 0.85;
  private static final double HALVES_LEVEL = 5e-4;
  private static final double STAIRS_LEVEL = 5e-3;
  private static final double MIDDLE = 0.6;
  private static final int FEWEST = 12;
  private static final int FEWEST_DEGREES = 4;
  private static final double LEAST_GROWTH = 4;
  private static final double CONFIDENCE = 0.025;

  /** Standard errors beyond a limit at which an estimate is as good as sure to exceed it. */
  private static final double SURE = 3.09;

  /** Standard errors that an estimate may lie off without there being a reason. */
  private static final double USUAL = 2;

  /** Standard deviations of an error's logarithm by which another run's may be larger... */
  private static final double EVEN = 1.4;

  /** ...and the same beside waves, of which another run may show others. */
  private static final double WAVY = 3.5;

  /** From so many readings on their correlation is known... */
  private static final int KNOWN = 48;

  /** ...and of fewer, too, where they show less than this. */
  private static final double INDEPENDENT = 0.2;

  /**
   * A place where growth may have slowed down.
   *
   * @param place as a share of the whole run
   * @param early by how much less of the average slope must be left after it, so few readings being
   *     there, while the correlation of the noise is not known
   * @param known the same once it is: what flattens earlier is seen at the other knees
   */
  private record Knee(double place, double early, double known) {}

  /**
   * A part of the run to drop, how much of the average slope must be left at the end, and the part
   * of a knee's relief that is granted.
   */
  private enum Window {
    WIDE(0.15, 0.65, 1),
    MIDDLE(0.3, 0.75, 1),
    NARROW(0.45, 0.85, 0.2);

    final double burnIn;
    final double share;
    final double lenience;

    Window(double burnIn, double share, double lenience) {
      this.burnIn = burnIn;
      this.share = share;
      this.lenience = lenience;
    }

    /** A share of the whole run as a share of this window. */
    double within(double shareOfRun) {
      return (shareOfRun - burnIn) / (1 - burnIn);
    }

    double shareAfter(Knee knee, boolean correlationKnown) {
      return share - lenience * (correlationKnown ? knee.known() : knee.early());
    }
  }

  /**
   * What the test found.
   *
   * @param passed the slope over the first window in which every part held
   * @param convictable the slope that would pass as good as surely, at this noise
   */
  record Result(Optional<TailSlope> passed, OptionalDouble convictable) {}

  /**
   * A figure that must be significantly positive.
   *
   * @param share of the slope that it is expected to have where growth is constant
   */
  private record Part(double estimate, double error, int degrees, double share) {
    static Part of(LinearFit fit, double share, double... weights) {
      return new Part(fit.estimate(weights), fit.error(weights), fit.degrees(), share);
    }

    boolean holds(double alpha) {
      return degrees >= FEWEST_DEGREES && estimate > StudentT.exceededWith(alpha, degrees) * error;
    }

    /**
     * The slope at which it holds as good as surely, the shape of the curve being what it is.
     *
     * @param now the slope at present
     */
    double sureAt(double alpha, double now) {
      double bentDown = Math.min(0, estimate - share * now + USUAL * error);
      return degrees < FEWEST_DEGREES
          ? Double.POSITIVE_INFINITY
          : ((StudentT.exceededWith(alpha, degrees) + SURE) * error - bentDown) / share;
    }
  }

  /**
   * All parts of a window.
   *
   * @param left the least variance that a fit with a knee leaves
   * @param endSlope the slope after the knee in the middle; 0 where it falls
   * @param blocks slopes of the blocks that the window is divided into
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Parts(List<Part> all, double left, double endSlope, double[] blocks) {
    /**
     * For every knee the slope after it and its excess over a share of the average; and the slope
     * between a knee in the middle and the last one, so that it does not grow just at the end.
     */
    static Optional<Parts> of(Readings part, Window window, boolean correlationKnown) {
      List<Part> parts = new ArrayList<>();
      double least = Double.POSITIVE_INFINITY;
      double endSlope = 0;
      for (Knee knee : KNEES) {
        double place = window.within(knee.place());
        if (place < 0.1) {
          continue;
        }
        Optional<LinearFit> fit = part.fit(place);
        if (fit.isEmpty()) {
          return Optional.empty();
        }
        least = Math.min(least, fit.get().variance());
        double share = window.shareAfter(knee, correlationKnown);
        parts.add(Part.of(fit.get(), 1, 0, 1, 1));
        parts.add(Part.of(fit.get(), 1 - share, 0, 1 - share, 1 - share * (1 - place)));
        endSlope = knee.place() == MIDDLE ? Math.max(0, fit.get().estimate(0, 1, 1)) : endSlope;
      }
      double left = least;
      double end = endSlope;
      double last = KNEES[KNEES.length - 1].place();
      double middle = (window.burnIn + last) / 2 - 0.08;
      return part.fit(window.within(middle), window.within(last))
          .map(
              fit -> {
                parts.add(Part.of(fit, 1, 0, 1, 1));
                return new Parts(parts, left, end, blockSlopes(part));
              });
    }
  }

  /** Readings as one window shows them. */
  private record View(Window window, Readings whole, Readings part, TailSlope slope) {
    /** Nothing where the window is too short to be fitted. */
    static Optional<View> of(Readings readings, Window window) {
      int start = readings.indexAfter(window.burnIn);
      if (readings.length() - start < FEWEST) {
        return Optional.empty();
      }
      Readings part = readings.from(start).rescaled();
      return TailSlope.of(readings, start).map(slope -> new View(window, readings, part, slope));
    }

    Optional<Parts> parts() {
      boolean correlationKnown = whole.length() >= KNOWN || whole.correlation() < INDEPENDENT;
      return Parts.of(part, window, correlationKnown);
    }
  }

  private final double alpha;
  private final double effectFloor;

  /**
   * @param alpha level of the whole test
   * @param effectFloor growth per request below which nothing is a leak
   */
  LeakTest(double alpha, double effectFloor) {
    this.alpha = alpha / Window.values().length;
    this.effectFloor = effectFloor;
  }

  Result of(Readings readings) {
    Optional<TailSlope> passed = Optional.empty();
    double convictable = Double.POSITIVE_INFINITY;
    for (Window window : Window.values()) {
      Optional<View> view = View.of(readings, window);
      Optional<Parts> parts = view.flatMap(View::parts);
      if (parts.isPresent()) {
        convictable = Math.min(convictable, convictable(view.get(), parts.get()));
        passed = passed.or(() -> view.filter(each -> passes(each, () -> parts)).map(View::slope));
      }
    }
    return new Result(
        passed,
        Double.isInfinite(convictable) ? OptionalDouble.empty() : OptionalDouble.of(convictable));
  }

  /** The slope over the first window in which every part holds, and nothing else. */
  Optional<TailSlope> passed(Readings readings) {
    return Arrays.stream(Window.values())
        .flatMap(window -> View.of(readings, window).stream())
        .filter(view -> passes(view, view::parts))
        .map(View::slope)
        .findFirst();
  }

  /**
   * @param parts asked for where the window passes what is cheaper
   */
  private boolean passes(View view, Supplier<Optional<Parts>> parts) {
    return growsEnough(view.whole(), view.slope())
        && WalkGuard.passes(view.part(), view.window().within(MIDDLE))
        && parts
            .get()
            .filter(this::holds)
            .filter(each -> growsBesideStairs(view.part(), each.left()))
            .isPresent()
        && !flattens(view.part(), view.window());
  }

  /**
   * Whether it grows beside stairs, too, where these leave less than a bent line does.
   *
   * @param left variance that the best of the bent lines leaves
   */
  private static boolean growsBesideStairs(Readings part, double left) {
    Readings stairs = part.withStairs();
    return stairs == part
        || TailSlope.of(stairs, 0)
            .filter(
                line -> line.deviation() * line.deviation() > left || line.lower(STAIRS_LEVEL) > 0)
            .isPresent();
  }

  private boolean holds(Parts parts) {
    return slopeUp(parts.blocks()) && parts.all().stream().allMatch(each -> each.holds(alpha));
  }

  private double convictable(View view, Parts parts) {
    Readings part = view.part();
    double now = parts.endSlope();
    double sure =
        parts.all().stream().mapToDouble(each -> each.sureAt(alpha, now)).max().orElseThrow();
    double blocks = slopeOfBlocks(part, parts.blocks(), now);
    return Math.max(margin(view.whole()) * Math.max(sure, blocks), leastGrowth(part)) / part.span();
  }

  private boolean growsEnough(Readings readings, TailSlope tail) {
    double requests = readings.span() * (1 - readings.x()[tail.start()]);
    double lower = tail.lower(CONFIDENCE);
    return tail.slope() * requests >= LEAST_GROWTH * readings.noise()
        && lower > 0
        && lower >= effectFloor;
  }

  /**
   * The growth over a window that is large enough and beyond a random walk's, as good as surely.
   */
  private static double leastGrowth(Readings part) {
    return Math.max(2 * LEAST_GROWTH * part.noise(), WalkGuard.sureGrowth(part, SURE));
  }

  /** How much wider errors may come out in another run, whose correlation is estimated anew. */
  private static double margin(Readings readings) {
    double correlation = readings.correlation();
    double deviation =
        (1 + correlation) / Math.sqrt(readings.length() * (1 - correlation * correlation));
    return Math.exp((readings.waves().count() > 0 ? WAVY : EVEN) * deviation);
  }

  /** Whether all blocks but one slope up. */
  private static boolean slopeUp(double[] blocks) {
    return Arrays.stream(blocks).filter(slope -> slope > 0).count() >= blocks.length - 1;
  }

  /** The slope at which all blocks but one slope up, as good as surely. */
  private static double slopeOfBlocks(Readings part, double[] blocks, double now) {
    double[] slopes = blocks.clone();
    Arrays.sort(slopes);
    double each = (double) part.length() / slopes.length;
    double error = part.noise() * Math.sqrt(12 / each) * slopes.length;
    return Math.max(0, now - slopes[1] + error);
  }

  private static double[] blockSlopes(Readings part) {
    int length = part.length();
    int blocks = length >= 36 ? 6 : 4;
    double[] slopes = new double[blocks];
    double[] y = part.withoutWaves();
    for (int block = 0; block < blocks; block++) {
      int from = block * length / blocks;
      int to = (block + 1) * length / blocks;
      double mean = 0;
      for (int i = from; i < to; i++) {
        mean += part.x()[i] / (to - from);
      }
      double squares = 0;
      for (int i = from; i < to; i++) {
        slopes[block] += (part.x()[i] - mean) * y[i];
        squares += (part.x()[i] - mean) * (part.x()[i] - mean);
      }
      slopes[block] /= squares;
    }
    return slopes;
  }

  private static boolean flattens(Readings part, Window window) {
    int lastPart = (int) Math.round(window.within(LATE_KNEES[0]) * part.length());
    Readings gradual = part.withoutStepsFrom(lastPart);
    for (double shareOfRun : LATE_KNEES) {
      if (bendsDown(gradual, window.within(shareOfRun), LATE_SHARE, LATE_LEVEL)) {
        return true;
      }
    }
    return bendsDown(part, 0.5, HALVES_SHARE, HALVES_LEVEL) || levelsOff(gradual);
  }

  /**
   * Whether the slope after the last sharp bend is significantly below a share of the slope before,
   * and nothing sure: what one bend alone fits badly shows its end less clearly.
   */
  private static boolean levelsOff(Readings part) {
    int bends = part.bends().length;
    if (bends == 0) {
      return false;
    }
    double[] before = new double[2 + bends];
    Arrays.fill(before, 1, 1 + bends, 1);
    double[] after = before.clone();
    after[1 + bends] = 1;
    double[] less = new double[2 + bends];
    less[1 + bends] = -1;
    return part.fit(Arrays.stream(part.bends()).mapToDouble(bend -> part.x()[bend]).toArray())
        .filter(fit -> fit.degrees() >= FEWEST_DEGREES)
        .filter(fit -> fit.estimate(after) < LATE_SHARE * fit.estimate(before))
        .filter(fit -> fit.positive(LATE_LEVEL, less) && !fit.positive(LATE_LEVEL, after))
        .isPresent();
  }

  /** Whether the slope after a knee is significantly below a share of the slope before. */
  private static boolean bendsDown(Readings part, double knee, double share, double level) {
    return part.fit(knee)
        .filter(fit -> fit.degrees() >= FEWEST_DEGREES)
        .filter(fit -> fit.estimate(0, 1, 1) < share * fit.estimate(0, 1))
        .filter(fit -> fit.positive(level, 0, 0, -1))
        .isPresent();
  }
}
