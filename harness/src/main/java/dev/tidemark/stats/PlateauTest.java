package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The upper side of an equivalence test: which growth per request the end of a run rules out.
 *
 * <p>Idea: absence of growth is shown when an upper bound of the slope lies below the growth that
 * matters (Schuirmann, 1987). The bound is taken over the last 100, 70, 50 and 30% of the readings,
 * whichever is lowest, since a target may settle at any time; the level is small enough to pay for
 * the choice. A tail with more than one level shift, or one that grows significantly by a tenth of
 * what is to be ruled out, rules out nothing. A gauge that moves in steps, with too little noise to
 * blur them, may hide growth of one step.
 */
final class PlateauTest {
  private static final double[] TAILS = {1, 0.7, 0.5, 0.3};
  private static final int FEWEST = 8;
  private static final int MOST_STEPS = 1;

  /** A tail and the smallest growth per request that it rules out. */
  record Bound(TailSlope tail, double reached) {}

  private PlateauTest() {}

  /**
   * @param alpha level of the upper bound
   * @param growthAlpha level at which a tail is said to grow
   */
  static Optional<Bound> lowest(Readings readings, double alpha, double growthAlpha) {
    return tails(readings, TAILS.length).stream()
        .filter(tail -> tail.steps() <= MOST_STEPS)
        .map(tail -> new Bound(tail, Math.max(0, reached(readings, tail, alpha, growthAlpha))))
        .min(Comparator.comparingDouble(Bound::reached));
  }

  private static double reached(
      Readings readings, TailSlope tail, double alpha, double growthAlpha) {
    double upper = tail.upper(alpha) + hidden(readings, tail);
    return Math.max(upper, 10 * tail.lower(growthAlpha));
  }

  /**
   * The growth that a gauge may hide which moves in steps larger than twice its noise: one step.
   */
  private static double hidden(Readings readings, TailSlope tail) {
    double step = Math.sqrt(12) * readings.leastNoise();
    double requests = readings.span() * (1 - readings.x()[tail.start()]);
    return 2 * readings.noise() < step ? step / requests : 0;
  }

  /** The longest of the tails of 100, 70 and 50% that grows by more than the effect floor. */
  static Optional<TailSlope> growing(Readings readings, double alpha, double effectFloor) {
    return tails(readings, TAILS.length - 1).stream()
        .filter(tail -> tail.lower(alpha) > 0 && tail.lower(alpha) >= effectFloor)
        .findFirst();
  }

  private static List<TailSlope> tails(Readings readings, int count) {
    List<TailSlope> tails = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = (int) Math.floor((1 - TAILS[i]) * readings.length());
      if (readings.length() - start >= FEWEST) {
        TailSlope.of(readings, start).ifPresent(tails::add);
      }
    }
    return tails;
  }
}
