package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * A test for growth that neither stopped nor slowed down, on readings after major collections.
 *
 * <p>Idea: as for floors, every knee at which growth may have ended must be excluded, after one of
 * four burn-ins (an intersection-union test: Berger, 1982). Two things differ. The correlation of
 * the errors is taken as {@link PassiveLine} takes it, since a dozen readings have no power to lose
 * to a margin. And growth must remain beside the level shifts that explain most of it, because a
 * few shifts among a few readings look like a line.
 *
 * <p>The number of tests is paid for by simulation; see the error rates in the documentation.
 */
final class PassiveLeakTest {
  /** Readings in a window below which nothing is called a leak. */
  static final int FEWEST = 12;

  private static final double[] KNEES = {0.3, 0.45, 0.6, 0.7, 0.8};
  private static final double LAST_KNEE = 0.8;
  private static final double ALPHA = 3e-4;
  private static final double BESIDE_SHIFTS = 0.004;
  private static final double CONFIDENCE = 0.025;
  private static final double LEAST_GROWTH = 4;

  /** Garbage that a larger heap leaves in its old space grows by less than half of delta. */
  private static final double EFFECT_FLOOR = 0.5;

  /** A major collection may leave so much of the garbage that it finds. */
  private static final double MOST_UNCLEARED = 0.25;

  private static final int FEWEST_DEGREES = 4;
  private static final int MOST_SHIFTS = 3;

  /**
   * A part of the run to drop.
   *
   * @param burnIn as a share of the run
   * @param share of the average slope that must be left after every knee
   */
  private record Window(double burnIn, double share) {}

  private static final Window[] WINDOWS = {
    new Window(0, 0.6), new Window(0.15, 0.65), new Window(0.3, 0.75), new Window(0.45, 0.85)
  };

  private final double delta;
  private final double alpha;

  /**
   * @param delta the slope asked for; half of it is the least that counts
   * @param tests how many tests share the level
   */
  PassiveLeakTest(double delta, int tests) {
    this.delta = delta;
    this.alpha = ALPHA / tests;
  }

  /** The line through the first window in which every part of the test holds. */
  Optional<PassiveLine> passedBy(PassiveMajors majors) {
    double[] x = majors.x();
    double[] y = majors.y();
    double whole = x[x.length - 1] - x[0];
    for (Window window : WINDOWS) {
      int start = 0;
      while (start < x.length && x[start] - x[0] < window.burnIn() * whole) {
        start++;
      }
      if (x.length - start < FEWEST) {
        break;
      }
      Optional<PassiveLine> line = PassiveLine.of(x, y, start).filter(this::growsEnough);
      if (line.isPresent()
          && outgrowsGarbage(line.get(), majors)
          && new Part(x, y, start, window).grows()) {
        return line;
      }
    }
    return Optional.empty();
  }

  private boolean growsEnough(PassiveLine line) {
    double lower = line.lower(CONFIDENCE);
    return lower > 0 && lower >= EFFECT_FLOOR * delta;
  }

  /** Whether live memory grows by more than a heap that expands leaves uncleared. */
  private static boolean outgrowsGarbage(PassiveLine line, PassiveMajors majors) {
    return PassiveLine.of(majors.x(), majors.cleared(), line.start())
        .filter(cleared -> line.lower(CONFIDENCE) <= MOST_UNCLEARED * cleared.slope())
        .isEmpty();
  }

  /** The readings of one window, scaled to the unit interval. */
  private final class Part {
    private final Window window;
    private final double first;
    private final double span;
    private final double whole;
    private final double begin;
    private final double[] u;
    private final double[] v;
    private final double least;
    private final Optional<LinearFit> curve;
    private final double correlation;

    Part(double[] x, double[] y, int start, Window window) {
      this.window = window;
      int length = x.length - start;
      begin = x[0];
      whole = x[x.length - 1] - x[0];
      first = x[start];
      span = x[x.length - 1] - first;
      u = new double[length];
      v = new double[length];
      for (int i = 0; i < length; i++) {
        u[i] = (x[start + i] - first) / span;
        v[i] = y[start + i] - y[start];
      }
      least = Math.max(Noise.least(u, v), Double.MIN_NORMAL);
      curve = LinearFit.of(Design.of(u, new double[] {0.33, 0.67}, Design.NO_STEPS), v, 0, least);
      correlation = curve.map(fit -> PassiveLine.correlation(fit.residuals())).orElse(1.0);
    }

    boolean grows() {
      return curve.isPresent()
          && exceedsNoise(Math.sqrt(curve.get().variance()))
          && keepsGrowing()
          && growsBetween()
          && growsBesideShifts()
          && blocksSlopeUp();
    }

    private boolean exceedsNoise(double noise) {
      return fit(Design.line(u)).filter(f -> f.estimate(0, 1) >= LEAST_GROWTH * noise).isPresent();
    }

    private Optional<LinearFit> fit(Design design) {
      return LinearFit.of(design, v, correlation, least)
          .filter(fit -> fit.degrees() >= FEWEST_DEGREES);
    }

    private double knee(double shareOfRun) {
      return (begin + shareOfRun * whole - first) / span;
    }

    private boolean keepsGrowing() {
      for (double shareOfRun : KNEES) {
        double knee = knee(shareOfRun);
        double averageAfter = window.share() * (1 - knee);
        boolean holds =
            knee < 0.1
                || fit(Design.of(u, new double[] {knee}, Design.NO_STEPS))
                    .filter(fit -> fit.positive(alpha, 0, 1, 1))
                    .filter(fit -> fit.positive(alpha, 0, 1 - window.share(), 1 - averageAfter))
                    .isPresent();
        if (!holds) {
          return false;
        }
      }
      return true;
    }

    private boolean growsBetween() {
      double middle = knee((window.burnIn() + LAST_KNEE) / 2 - 0.08);
      return fit(Design.of(u, new double[] {middle, knee(LAST_KNEE)}, Design.NO_STEPS))
          .filter(fit -> fit.positive(alpha, 0, 1, 1))
          .isPresent();
    }

    /** Whether a slope remains beside one, two and three shifts, each where it explains most. */
    private boolean growsBesideShifts() {
      int[] shifts = Design.NO_STEPS;
      while (shifts.length < MOST_SHIFTS) {
        int[] tried = Arrays.copyOf(shifts, shifts.length + 1);
        Optional<LinearFit> best = Optional.empty();
        int[] kept = tried;
        for (int at = 2; at <= u.length - 2; at++) {
          tried[shifts.length] = at;
          Optional<LinearFit> fit = fit(Design.of(u, Design.NO_KNEES, tried));
          if (fit.isPresent() && (best.isEmpty() || fit.get().variance() < best.get().variance())) {
            best = fit;
            kept = tried.clone();
          }
        }
        if (best.isEmpty()) {
          return true;
        }
        if (!best.get().positive(BESIDE_SHIFTS, 0, 1)) {
          return false;
        }
        shifts = kept;
      }
      return true;
    }

    private boolean blocksSlopeUp() {
      int length = u.length;
      int blocks = length >= 36 ? 6 : 4;
      int up = 0;
      for (int block = 0; block < blocks; block++) {
        int from = block * length / blocks;
        int to = (block + 1) * length / blocks;
        double mean = 0;
        for (int i = from; i < to; i++) {
          mean += u[i] / (to - from);
        }
        double slope = 0;
        for (int i = from; i < to; i++) {
          slope += (u[i] - mean) * v[i];
        }
        up += slope > 0 ? 1 : 0;
      }
      return up >= blocks - 1;
    }
  }
}
