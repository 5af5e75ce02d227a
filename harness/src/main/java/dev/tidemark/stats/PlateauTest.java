package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The upper side of an equivalence test: which growth per request the end of a run rules out.
 *
 * <p>Idea: absence of growth is shown when an upper bound of the slope lies below the growth that
 * matters (Schuirmann, 1987). The bound is taken over the last 100, 70, 50 and 30% of the readings,
 * and over what follows the last sharp bend, whichever is lowest, since a target may settle at any
 * time; the level is small enough to pay for the choice. A tail with more than one level shift, or
 * one that grows significantly by a tenth of what is to be ruled out, or of which a later part
 * does, rules out nothing. A gauge that moves in steps, with too little noise to blur them, may
 * hide growth of one step.
 */
final class PlateauTest {
  private static final double[] TAILS = {1, 0.7, 0.5, 0.3};
  private static final int FEWEST = 8;
  private static final int MOST_STEPS = 1;

  /** Of every wave, in a tail. */
  private static final double FEWEST_CYCLES = 1.8;

  /** A tail and the smallest growth per request that it rules out. */
  record Bound(TailSlope tail, double reached) {}

  private PlateauTest() {}

  /**
   * @param alpha level of the upper bound
   * @param growthAlpha level at which a tail is said to grow
   */
  static Optional<Bound> lowest(Readings readings, double alpha, double growthAlpha) {
    List<TailSlope> tails = tails(readings, TAILS.length);
    if (readings.settled() > 0 && readings.length() - readings.settled() >= FEWEST) {
      TailSlope.of(readings, readings.settled()).ifPresent(tails::add);
    }
    return tails.stream()
        .filter(tail -> isPlain(readings, tail))
        .map(
            tail ->
                new Bound(tail, reached(readings, tail, alpha, growth(tails, tail, growthAlpha))))
        .min(Comparator.comparingDouble(Bound::reached));
  }

  /** Whether what stands beside the line in a tail leaves enough of it to be seen. */
  private static boolean isPlain(Readings readings, TailSlope tail) {
    double share = 1 - readings.x()[tail.start()];
    return tail.steps() <= MOST_STEPS
        && Arrays.stream(readings.waves()).allMatch(wave -> wave * share >= FEWEST_CYCLES);
  }

  /** What a tail grows by significantly, or any later one, whichever is more. */
  private static double growth(List<TailSlope> tails, TailSlope from, double alpha) {
    return tails.stream()
        .filter(tail -> tail.start() >= from.start())
        .mapToDouble(tail -> tail.lower(alpha))
        .max()
        .orElse(0);
  }

  private static double reached(Readings readings, TailSlope tail, double alpha, double growth) {
    double upper = tail.upper(alpha) + hidden(readings, tail);
    return Math.max(0, Math.max(upper, 10 * growth));
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
