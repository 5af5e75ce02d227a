package dev.tidemark.stats;

import dev.tidemark.stats.StrongestBreak.Break;
import java.util.Arrays;
import java.util.Optional;

/**
 * The curve beneath the noise of a series: level shifts, and either bends at fixed places or sharp
 * ones where they are found.
 *
 * <p>Idea: a curve that may bend a little at several places suits most targets; one that fills a
 * cache goes straight until it is full, and its one sharp bend is seldom at such a place. Both are
 * fitted, and what leaves less noise is taken. Breaks are added one by one, whichever lowers the
 * residual sum of squares most; every bend is then looked for once more beside the others, since
 * the first of several comes to lie between them. A bend must be very clear ({@value #BEND_LIMIT}
 * standard errors) since correlated noise bends too.
 */
final class BreakSearch {
  private static final double STEP_LIMIT = 4.5;
  private static final double BEND_LIMIT = 8;
  private static final int MOST_STEPS = 3;
  private static final int MOST_BENDS = 3;

  /** Sharp bends explain a series when they leave so many variances of its noise... */
  private static final double EXPLAINED = 1.5;

  /** ...or when they leave this share of what bends at fixed places leave. */
  private static final double MUCH_LESS = 0.2;

  /** Sharp bends that save no level shift must leave this much less noise. */
  private static final double CLEARLY_LESS = 0.9;

  private static final int[] NONE = {};

  private final int[] steps;
  private final int[] bends;
  private final LinearFit fit;
  private final boolean explained;

  private BreakSearch(int[] steps, int[] bends, LinearFit fit, boolean explained) {
    this.steps = steps;
    this.bends = bends;
    this.fit = fit;
    this.explained = explained;
  }

  /** A series to be fitted. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Task(double[] x, double leastNoise, NormalEquations line) {
    static Task of(double[] x, double[] y, double leastNoise, Waves waves) {
      Design line = Design.of(x, Design.NO_KNEES, NONE, waves);
      return new Task(x, leastNoise, NormalEquations.of(line, y, 0));
    }

    NormalEquations curve(double[] knees) {
      return line.with(Design.hinges(x, knees), Design.KNEES_FROM);
    }

    double[] at(int[] bends) {
      return Arrays.stream(bends).mapToDouble(bend -> x[bend]).toArray();
    }

    /** The bend that is missing most beside others, where it is clear. */
    Optional<Break> bendBeside(int[] bends) {
      NormalEquations curve = curve(at(bends));
      return curve
          .solved(leastNoise)
          .flatMap(fit -> StrongestBreak.bend(curve.columns(), fit, leastNoise))
          .filter(bend -> bend.t() > BEND_LIMIT);
    }

    /**
     * The same curve with the level shifts that it has besides.
     *
     * @param explained a fit that leaves no more than this variance explains the series
     */
    Optional<BreakSearch> withSteps(double[] knees, int[] bends, double explained) {
      int[] steps = NONE;
      NormalEquations curve = curve(knees);
      while (true) {
        double[][] columns = curve.columns();
        Optional<LinearFit> fit = curve.solved(leastNoise);
        Optional<Break> step =
            steps.length == MOST_STEPS
                ? Optional.empty()
                : fit.flatMap(found -> StrongestBreak.shift(columns, found, leastNoise))
                    .filter(best -> best.t() > STEP_LIMIT);
        if (step.isEmpty()) {
          int[] found = steps;
          return fit.map(last -> new BreakSearch(found, bends, last, last.variance() <= explained));
        }
        double[][] shift = {Design.level(x.length, step.get().index())};
        curve = curve.with(shift, Design.KNEES_FROM + knees.length + steps.length);
        steps = with(steps, step.get().index());
      }
    }
  }

  /**
   * Finds the curve, or nothing where the series is too short.
   *
   * @param knees where the curve may bend without being sharp
   * @param leastNoise the least standard deviation that a fit may claim
   * @param waves beneath
   */
  static Optional<BreakSearch> of(
      double[] x, double[] y, double[] knees, double leastNoise, Waves waves) {
    Task task = Task.of(x, y, leastNoise, waves);
    Optional<BreakSearch> gradual = task.withSteps(knees, NONE, 0);
    int[] bends = bends(task);
    if (bends.length == 0) {
      return gradual;
    }
    double left = gradual.map(curve -> curve.fit.variance()).orElse(Double.MAX_VALUE);
    int shifts = gradual.map(curve -> curve.steps.length).orElse(0);
    double noise = Noise.plain(x, y);
    double explained = Math.max(EXPLAINED * noise * noise, MUCH_LESS * left);
    return task.withSteps(task.at(bends), bends, explained)
        .filter(
            sharp ->
                sharp.fit.variance() < (sharp.steps.length < shifts ? left : CLEARLY_LESS * left))
        .or(() -> gradual);
  }

  private static int[] bends(Task task) {
    int[] bends = NONE;
    while (bends.length < MOST_BENDS) {
      Optional<Break> bend = task.bendBeside(bends);
      if (bend.isEmpty()) {
        break;
      }
      bends = with(bends, bend.get().index());
      for (int k = 0; k < bends.length - 1; k++) {
        int[] others = without(bends, k);
        bends[k] = task.bendBeside(others).map(Break::index).orElse(bends[k]);
      }
    }
    return bends;
  }

  private static int[] with(int[] some, int one) {
    int[] more = Arrays.copyOf(some, some.length + 1);
    more[some.length] = one;
    return more;
  }

  private static int[] without(int[] some, int position) {
    int[] fewer = Arrays.copyOf(some, some.length - 1);
    System.arraycopy(some, position + 1, fewer, position, fewer.length - position);
    return fewer;
  }

  /** Indices of the first readings on a new level, in the order found. */
  int[] steps() {
    return steps;
  }

  /** Indices of the readings at sharp bends, ascending. */
  int[] bends() {
    return Arrays.stream(bends).sorted().toArray();
  }

  /** Whether sharp bends alone explain the series, so that no wave need be looked for. */
  boolean explained() {
    return explained;
  }

  LinearFit fit() {
    return fit;
  }
}
