package dev.tidemark.stats;

import java.util.Optional;

/**
 * A test for growth that neither stopped nor slowed down within the run.
 *
 * <p>Idea: the alternatives to a leak are curves that flatten, at an unknown knee. For every knee
 * the slope after it must lie above zero, and above a share of the average slope. All parts must
 * hold, so each is tested at the full level (an intersection-union test: Berger, 1982). It is tried
 * after three burn-ins, the later the stricter, each at a third of the level. Two guards keep what
 * no regression sees: nearly every block of the window must slope up, and no knee in the last part
 * of the run, too late for a test of its own, may show a flattening that is significant by itself;
 * a level shift that late is such a flattening too.
 */
final class LeakTest {
  private static final double[] KNEES = {0.3, 0.45, 0.6, 0.7, 0.8};
  private static final double[] LATE_KNEES = {0.85, 0.9, 0.95};
  private static final double LATE_LEVEL = Double.parseDouble(System.getProperty("late", "2.5e-3"));
  private static final int FEWEST = 12;
  private static final int FEWEST_DEGREES = 4;
  private static final double LEAST_GROWTH = 4;
  private static final double CONFIDENCE = 0.025;

  /** From this lag-1 correlation on noise may wander like a random walk. */
  private static final double CORRELATED = Double.parseDouble(System.getProperty("corr", "0.5"));

  /** Standard deviations of the gain of a random walk that growth must exceed. */
  private static final double WALK = Double.parseDouble(System.getProperty("walk", "3.5"));

  /** A part of the run to drop, and how much of the average slope must be left at the end. */
  private enum Window {
    WIDE(0.15, 0.65),
    MIDDLE(0.3, 0.75),
    NARROW(0.45, 0.85);

    final double burnIn;
    final double share;

    Window(double burnIn, double share) {
      this.burnIn = burnIn;
      this.share = share;
    }

    /** A share of the whole run as a share of this window. */
    double within(double shareOfRun) {
      return (shareOfRun - burnIn) / (1 - burnIn);
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

  /** The slope over the first window in which every part of the test holds. */
  Optional<TailSlope> passedBy(Readings readings) {
    for (Window window : Window.values()) {
      int start = readings.indexAfter(window.burnIn);
      if (readings.length() - start < FEWEST) {
        break;
      }
      Optional<TailSlope> slope =
          TailSlope.of(readings, start).filter(tail -> growsEnough(readings, tail));
      if (slope.isPresent()) {
        Readings part = readings.from(start).rescaled();
        if (keepsGrowing(part, window)
            && growsBetween(part, window)
            && blocksSlopeUp(part)
            && driftsBeyondNoise(part, window)
            && !flattensLate(part, window)) {
          return slope;
        }
      }
    }
    return Optional.empty();
  }

  private boolean growsEnough(Readings readings, TailSlope tail) {
    double requests = readings.span() * (1 - readings.x()[tail.start()]);
    double lower = tail.lower(CONFIDENCE);
    return tail.slope() * requests >= LEAST_GROWTH * readings.noise()
        && lower > 0
        && lower >= effectFloor;
  }

  private boolean keepsGrowing(Readings part, Window window) {
    for (double shareOfRun : KNEES) {
      double knee = window.within(shareOfRun);
      if (knee < 0.1) {
        continue;
      }
      double share = window.share - (window == Window.NARROW ? 0 : shareOfRun > 0.75 ? Double.parseDouble(System.getProperty("r8", "0.2")) : shareOfRun > 0.65 ? Double.parseDouble(System.getProperty("r7", "0.1")) : 0);
      double averageAfter = share * (1 - knee);
      boolean holds =
          part.fit(knee)
              .filter(fit -> fit.degrees() >= FEWEST_DEGREES)
              .filter(fit -> fit.positive(alpha, 0, 1, 1))
              .filter(fit -> fit.positive(alpha, 0, 1 - share, 1 - averageAfter))
              .isPresent();
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  /** Whether it grows between a knee in the middle and the last one, and not just at the end. */
  private boolean growsBetween(Readings part, Window window) {
    double last = KNEES[KNEES.length - 1];
    double middle = (window.burnIn + last) / 2 - 0.08;
    return part.fit(window.within(middle), window.within(last))
        .filter(fit -> fit.degrees() >= FEWEST_DEGREES)
        .filter(fit -> fit.positive(alpha, 0, 1, 1))
        .isPresent();
  }

  /**
   * Whether strongly correlated noise is ruled out as the cause: the gain over the window, and over
   * its last part, must exceed what a random walk of the same increments would gain. The bends of a
   * flexible curve take such noise for signal, so the correlation is that about a line.
   */
  private static boolean driftsBeyondNoise(Readings part, Window window) {
    Optional<LinearFit> line = part.fit();
    if (line.isEmpty() || Autocorrelation.plain(line.get().residuals()) < CORRELATED) {
      return true;
    }
    double[] plain = line.get().residuals();
    for (int i = 0; i < plain.length; i++) {
      plain[i] += line.get().estimate(0, part.x()[i]);
    }
    int lastPart = (int) Math.round(window.within(0.6) * part.length());
    return beyondWalk(plain, 0) && beyondWalk(plain, lastPart);
  }

  private static boolean beyondWalk(double[] y, int start) {
    int increments = y.length - 1 - start;
    double mean = (y[y.length - 1] - y[start]) / increments;
    double squares = 0;
    for (int i = start + 1; i < y.length; i++) {
      double rest = y[i] - y[i - 1] - mean;
      squares += rest * rest;
    }
    return mean * Math.sqrt(increments) > WALK * Math.sqrt(squares / (increments - 1));
  }

  private static boolean blocksSlopeUp(Readings part) {
    int length = part.length();
    int blocks = length >= 36 ? 6 : 4;
    int up = 0;
    for (int block = 0; block < blocks; block++) {
      int from = block * length / blocks;
      int to = (block + 1) * length / blocks;
      double mean = 0;
      for (int i = from; i < to; i++) {
        mean += part.x()[i] / (to - from);
      }
      double slope = 0;
      for (int i = from; i < to; i++) {
        slope += (part.x()[i] - mean) * part.y()[i];
      }
      up += slope > 0 ? 1 : 0;
    }
    return up >= blocks - 1;
  }

  private static boolean flattensLate(Readings part, Window window) {
    int lastPart = (int) Math.round(window.within(LATE_KNEES[0]) * part.length());
    Readings gradual = part.withoutStepsFrom(lastPart);
    for (double shareOfRun : LATE_KNEES) {
      if (bendsDown(gradual, window.within(shareOfRun), 0.5, LATE_LEVEL)) {
        return true;
      }
    }
    return bendsDown(part, 0.5, Double.parseDouble(System.getProperty("mr", "0.85")), Double.parseDouble(System.getProperty("ml", "5e-4")));
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
