package dev.tidemark.analysis;

import dev.tidemark.model.SlopeEstimate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a load between two idle times added.
 *
 * @param added per request
 * @param error its standard error
 * @param degrees degrees of freedom of the error
 */
record RepeatedLoad(double added, double error, int degrees) {
  double lower(double alpha) {
    return added - quantile(alpha) * error;
  }

  double upper(double alpha) {
    return added + quantile(alpha) * error;
  }

  SlopeEstimate estimate() {
    double tail = (1 - Figures.LEVEL) / 2;
    return Figures.estimate(added, lower(tail), upper(tail));
  }

  private double quantile(double alpha) {
    return TDistribution.of(Math.max(1, degrees)).inverseSurvivalProbability(alpha);
  }
}
