package dev.tidemark.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Quantiles of Student's t distribution.
 *
 * <p>An inversion costs tens of microseconds and the same few levels and degrees of freedom come
 * back at every look, so the first {@value #REMEMBERED} are remembered.
 */
final class StudentT {
  private static final int REMEMBERED = 4096;
  private static final Map<Point, Double> KNOWN = new ConcurrentHashMap<>();

  private record Point(double alpha, int degrees) {}

  private StudentT() {}

  /** The value that a t variable with so many degrees of freedom exceeds with probability alpha. */
  static double exceededWith(double alpha, int degrees) {
    Point point = new Point(alpha, degrees);
    Double known = KNOWN.get(point);
    if (known != null) {
      return known;
    }
    double value = TDistribution.of(degrees).inverseSurvivalProbability(alpha);
    if (KNOWN.size() < REMEMBERED) {
      KNOWN.put(point, value);
    }
    return value;
  }
}
