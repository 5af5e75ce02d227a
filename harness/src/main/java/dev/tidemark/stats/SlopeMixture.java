package dev.tidemark.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** A weighted mixture of Student's t distributions of a slope. */
final class SlopeMixture {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Parts with less than this share of the heaviest are left out. */
  private static final double NEGLIGIBLE = 1e-3;

  /** A quantile is found within this share of the smallest standard error. */
  private static final double CLOSE = 1e-4;

  private static final int MOST_STEPS = 60;

  private final List<Part> parts;
  private final double[] weights;

  /**
   * One distribution.
   *
   * @param logWeight up to a constant that all parts share
   */
  record Part(double logWeight, double slope, double error, int degrees) {
    /** The share below a value, by a normal variable close to the t variable (Wallace, 1959). */
    double below(double value) {
      double t = (value - slope) / error;
      double root = Math.sqrt(degrees * Math.log1p(t * t / degrees));
      return NORMAL.cumulativeProbability(
          Math.copySign(root * (8 * degrees + 1) / (8 * degrees + 3), t));
    }
  }

  private SlopeMixture(List<Part> parts, double[] weights) {
    this.parts = parts;
    this.weights = weights;
  }

  /**
   * @param all at least one
   */
  static SlopeMixture of(List<Part> all) {
    double top = all.stream().mapToDouble(Part::logWeight).max().orElseThrow();
    double least = top + Math.log(NEGLIGIBLE);
    List<Part> parts = all.stream().filter(part -> part.logWeight() >= least).toList();
    double[] weights =
        parts.stream().mapToDouble(part -> Math.exp(part.logWeight() - top)).toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return new SlopeMixture(parts, weights);
  }

  /** The slope below which a share of the mixture lies (regula falsi, Illinois). */
  double quantile(double share) {
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    double narrowest = Double.MAX_VALUE;
    for (Part part : parts) {
      double reach =
          part.error() * StudentT.exceededWith(Math.min(share, 1 - share) / 2, part.degrees());
      low = Math.min(low, part.slope() - reach);
      high = Math.max(high, part.slope() + reach);
      narrowest = Math.min(narrowest, part.error());
    }
    double atLow = below(low) - share;
    double atHigh = below(high) - share;
    for (int i = 0; i < MOST_STEPS && high - low > CLOSE * narrowest; i++) {
      double between =
          i % 3 == 2 ? (low + high) / 2 : (low * atHigh - high * atLow) / (atHigh - atLow);
      double at = below(between) - share;
      if (at < 0) {
        low = between;
        atLow = at;
        atHigh /= 2;
      } else {
        high = between;
        atHigh = at;
        atLow /= 2;
      }
    }
    return low + (high - low) / 2;
  }

  private double below(double slope) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * parts.get(i).below(slope);
    }
    return sum;
  }
}
