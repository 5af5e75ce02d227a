package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * A greedy search for level shifts on top of a curve.
 *
 * <p>Idea: adding a dummy column changes the residual sum of squares by (r'd)² / (d'Md), where r
 * are the present residuals and M projects off the present columns (Frisch, Waugh and Lovell). Both
 * parts of a dummy that starts at j follow from those of j + 1 by one addition, so that all
 * positions cost one pass. The best is kept while its |t| exceeds {@value #LIMIT}.
 */
final class StepSearch {
  private static final double LIMIT = 4.5;
  private static final int MOST = 3;

  /** A dummy that keeps less than this of its length is a combination of the other columns. */
  private static final double DEPENDENT = 0.3;

  /**
   * @param index of the first reading on the new level
   * @param t the absolute t statistic of its dummy
   */
  record Step(int index, double t) {}

  private StepSearch() {}

  /**
   * The indices where a new level starts, in the order found.
   *
   * @param knees where the curve beneath may bend
   * @param leastNoise the least standard deviation that a fit may claim
   * @param waves frequencies of the waves beneath
   */
  static int[] of(double[] x, double[] y, double[] knees, double leastNoise, double... waves) {
    int[] steps = Design.NO_STEPS;
    while (steps.length < MOST) {
      Design design = Design.of(x, knees, steps, waves);
      Optional<Step> best =
          LinearFit.of(design, y, 0, leastNoise).flatMap(fit -> strongest(design, fit, leastNoise));
      if (best.isEmpty() || best.get().t() <= LIMIT) {
        break;
      }
      steps = Arrays.copyOf(steps, steps.length + 1);
      steps[steps.length - 1] = best.get().index();
    }
    return steps;
  }

  /** The level shift that would lower the residual sum of squares most. */
  static Optional<Step> strongest(Design design, LinearFit fit, double leastNoise) {
    int last = design.length() - 1;
    int degrees = fit.degrees() - 1;
    if (degrees < 1) {
      return Optional.empty();
    }
    double squares = fit.variance() * fit.degrees();
    double[] columnSums = new double[design.columns()];
    double residualSum = 0;
    Step best = new Step(0, 0);
    for (int j = last; j > 1; j--) {
      for (int k = 0; k < columnSums.length; k++) {
        columnSums[k] += design.rows()[j][k];
      }
      residualSum += fit.residuals()[j];
      double own = last - j + 1 - quadratic(fit.inverse(), columnSums);
      if (own <= DEPENDENT || j == last) {
        continue;
      }
      double reduction = residualSum * residualSum / own;
      double variance = Math.max((squares - reduction) / degrees, leastNoise * leastNoise);
      double t = Math.sqrt(reduction / variance);
      if (t > best.t()) {
        best = new Step(j, t);
      }
    }
    return best.index() > 0 ? Optional.of(best) : Optional.empty();
  }

  private static double quadratic(double[][] matrix, double[] vector) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        sum += vector[i] * matrix[i][j] * vector[j];
      }
    }
    return sum;
  }
}
