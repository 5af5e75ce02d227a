package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Tells growth from strongly correlated noise, which wanders for so long that a regression takes it
 * for a slope.
 */
final class WalkGuard {
  /** From this lag-1 correlation on noise may wander like a random walk. */
  private static final double CORRELATED = 0.55;

  /** The same beside waves and level shifts. */
  private static final double CORRELATED_BESIDE = 0.4;

  /** How far another run's correlation may lie above this one's. */
  private static final double UNSURE = 0.1;

  /** Where growth may set in, as shares of a window. */
  private static final double[] ONSETS = {0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6};

  /** From this lag-1 correlation on some is left about a line that bends. */
  private static final double LEFT = 0.15;

  /** Standard deviations of the gain of a random walk that growth must exceed. */
  private static final double WALK = 4;

  private WalkGuard() {}

  /**
   * Whether strongly correlated noise is ruled out as the cause: the gain over the window, and over
   * its last part, must exceed what a random walk of the same increments would gain.
   *
   * @param lastPart where the last part begins, as a share of the window
   */
  static boolean passes(Readings window, double lastPart) {
    Optional<LinearFit> line = window.fit();
    if (line.isEmpty()) {
      return true;
    }
    double[] plain = line.get().residuals();
    for (int i = 0; i < plain.length; i++) {
      plain[i] += line.get().estimate(0, window.x()[i]);
    }
    int start = (int) Math.round(lastPart * window.length());
    return (beyondWalk(plain, 0) && beyondWalk(plain, start)) || !wanders(window, line.get());
  }

  /**
   * The growth over a window that exceeds a random walk's; 0 where noise is not correlated enough.
   *
   * @param margin beyond what is asked for, in standard deviations of the walk's gain
   */
  static double sureGrowth(Readings window, double margin) {
    double correlation = window.correlation();
    if (correlation < CORRELATED - UNSURE) {
      return 0;
    }
    double increment = Math.sqrt(2 * (1 - correlation)) * window.noise();
    double deviation = increment / Math.sqrt(1 - correlation * correlation);
    return (WALK + margin) * deviation * Math.sqrt(window.length());
  }

  /**
   * Whether readings are strongly correlated about a line. The bends of a flexible curve take such
   * noise for signal, and so do waves and level shifts, beside which less is left of it; but where
   * one bend upwards, and nothing else, leaves no correlation at all, growth set in late.
   */
  private static boolean wanders(Readings window, LinearFit line) {
    double correlation = Autocorrelation.plain(line.residuals());
    boolean bare = window.steps().length == 0 && window.waves().count() == 0;
    return bare
        ? correlation >= CORRELATED && !setsInLate(window)
        : correlation >= CORRELATED_BESIDE;
  }

  private static boolean setsInLate(Readings window) {
    return Arrays.stream(ONSETS)
        .mapToObj(window::fit)
        .flatMap(Optional::stream)
        .filter(fit -> fit.estimate(0, 0, 1) > 0)
        .map(LinearFit::residuals)
        .min(Comparator.comparingDouble(WalkGuard::squares))
        .filter(rest -> Autocorrelation.plain(rest) < LEFT)
        .isPresent();
  }

  private static double squares(double[] values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }

  /**
   * The increments of a random walk lie as far below their mean as above; those of a leak of random
   * sizes do not, and are taken for what lies below.
   */
  private static boolean beyondWalk(double[] y, int start) {
    int increments = y.length - 1 - start;
    double mean = (y[y.length - 1] - y[start]) / increments;
    double above = 0;
    double below = 0;
    for (int i = start + 1; i < y.length; i++) {
      double rest = y[i] - y[i - 1] - mean;
      above += Math.pow(Math.max(0, rest), 2);
      below += Math.pow(Math.min(0, rest), 2);
    }
    double squares = below + Math.min(above, below);
    return mean * Math.sqrt(increments) > WALK * Math.sqrt(squares / (increments - 1));
  }
}
