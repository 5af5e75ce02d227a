package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * A series that jumps to and fro between two levels, on top of a curve that bends gently: load that
 * is held at some readings and not at others, a buffer that comes and goes.
 *
 * <p>Idea: such a jump is far larger than the errors, and no wave fits it where it has no period.
 * So what a flexible curve leaves is parted where the two parts differ most (Otsu, 1979), the
 * height of the jump is estimated beside the curve, and the readings are parted anew, until nothing
 * changes. The jump is taken off only where the two levels are well apart, both are common, and the
 * series changes between them so often that no growth looks like it.
 */
final class TwoLevels {
  private static final int FEWEST_READINGS = 24;

  /** So many standard deviations of an error lie between the levels at least. */
  private static final double APART = 6;

  /** So many times the series changes its level at least. */
  private static final int FEWEST_CHANGES = 6;

  /** The share of the readings that each level has at least. */
  private static final double COMMON = 0.1;

  /** The share of the jumps' variance that the curve may not explain. */
  private static final double FREE = 0.5;

  /** A gauge that moves in steps jumps by so many of them at least. */
  private static final double STEPS = 3;

  private static final int MOST_ROUNDS = 10;

  private final Design design;
  private final double[] residuals;
  private final int degrees;

  private TwoLevels(Design design, LinearFit curve) {
    this.design = design;
    this.residuals = curve.residuals();
    this.degrees = curve.degrees() - 1;
  }

  /**
   * Jumps between the levels.
   *
   * @param upper which readings are on the upper level
   * @param nearer which readings are nearer to the upper level than to the lower one
   * @param deviation standard deviation of what curve and jumps leave
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Jumps(boolean[] upper, boolean[] nearer, double height, double deviation) {}

  /**
   * The series less its jumps; the series itself where it has none.
   *
   * @param x never decreasing
   */
  static double[] removed(double[] x, double[] y) {
    if (x.length < FEWEST_READINGS) {
      return y;
    }
    double least = Noise.least(x, y);
    double span = x[x.length - 1] - x[0];
    double[] scaled = Arrays.stream(x).map(at -> (at - x[0]) / span).toArray();
    Design design = Design.of(scaled, Readings.KNEES, Design.NO_STEPS);
    return LinearFit.of(design, y, 0, least)
        .flatMap(curve -> new TwoLevels(design, curve).jumps())
        .filter(jumps -> jumps.height() >= APART * Math.max(jumps.deviation(), least))
        .filter(jumps -> jumps.height() >= STEPS * Noise.step(y))
        .filter(jumps -> changes(jumps.upper()) >= FEWEST_CHANGES)
        .map(jumps -> lowered(y, jumps.upper(), inSteps(jumps.height(), Noise.step(y))))
        .orElse(y);
  }

  /** What the readings settle at; nothing where they do not, or it is a part of the curve. */
  private Optional<Jumps> jumps() {
    Optional<Jumps> found = jumps(parted(residuals));
    for (int round = 0; round < MOST_ROUNDS && found.isPresent(); round++) {
      if (Arrays.equals(found.get().nearer(), found.get().upper())) {
        return found;
      }
      found = jumps(found.get().nearer());
    }
    return Optional.empty();
  }

  private Optional<Jumps> jumps(boolean[] upper) {
    double[] column = new double[upper.length];
    double share = 0;
    for (int i = 0; i < column.length; i++) {
      column[i] = upper[i] ? 1 : 0;
      share += column[i] / column.length;
    }
    double variance = share * (1 - share);
    if (variance < COMMON * (1 - COMMON)) {
      return Optional.empty();
    }
    return LinearFit.of(design, column, 0, 0)
        .map(LinearFit::residuals)
        .filter(free -> Products.of(free, free) > FREE * variance * column.length)
        .map(free -> beside(upper, column, free));
  }

  /**
   * The height of jumps beside the curve (Frisch and Waugh, 1933).
   *
   * @param free what the curve leaves of the jumps' column
   */
  private Jumps beside(boolean[] upper, double[] column, double[] free) {
    double height = Products.of(free, residuals) / Products.of(free, free);
    boolean[] nearer = new boolean[upper.length];
    double squares = 0;
    for (int i = 0; i < upper.length; i++) {
      double error = residuals[i] - height * free[i];
      squares += error * error;
      nearer[i] = error + height * column[i] > height / 2;
    }
    return new Jumps(upper, nearer, height, Math.sqrt(squares / degrees));
  }

  private static int changes(boolean[] upper) {
    int changes = 0;
    for (int i = 1; i < upper.length; i++) {
      changes += upper[i] != upper[i - 1] ? 1 : 0;
    }
    return changes;
  }

  private static double inSteps(double height, double step) {
    return step > 0 ? step * Math.rint(height / step) : height;
  }

  private static double[] lowered(double[] y, boolean[] upper, double height) {
    double[] lower = y.clone();
    for (int i = 0; i < y.length; i++) {
      lower[i] -= upper[i] ? height : 0;
    }
    return lower;
  }

  /** Which values lie above the place that parts them into two groups most unlike each other. */
  private static boolean[] parted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double total = Arrays.stream(sorted).sum();
    double below = 0;
    double most = -1;
    double limit = sorted[0];
    for (int k = 1; k < sorted.length; k++) {
      below += sorted[k - 1];
      double apart = below / k - (total - below) / (sorted.length - k);
      double between = (double) k * (sorted.length - k) * apart * apart;
      if (between > most) {
        most = between;
        limit = sorted[k - 1];
      }
    }
    boolean[] upper = new boolean[values.length];
    for (int i = 0; i < upper.length; i++) {
      upper[i] = values[i] > limit;
    }
    return upper;
  }
}
