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
   * @param lean a sixth of the skewness of what the slope is a mean of, over the root of how many
   */
  record Part(double logWeight, double slope, double error, int degrees, double lean) {
    /** Fewer say nothing of an error. */
    private static final int FEWEST_DEGREES = 3;

    /** Excess kurtosis of a gamma variable, in squares of its skewness. */
    private static final double GAMMA = 1.5;

    /**
     * A slope that is a mean of so many differences. What is skewed has heavy tails, too, and the
     * estimate of its variance fewer degrees of freedom (Box, 1953).
     *
     * @param skewness 0 where nothing is to be corrected
     */
    static Part of(double logWeight, double slope, double error, int degrees, double skewness) {
      double fewer = degrees / (1 + GAMMA * skewness * skewness / 2);
      return new Part(
          logWeight,
          slope,
          error,
          Math.min(degrees, Math.max(FEWEST_DEGREES, (int) Math.round(fewer))),
          skewness / (6 * Math.sqrt(degrees)));
    }

    /**
     * The share below a value, by a normal variable close to the t variable (Wallace, 1959); that
     * of a skewed mean is corrected to the first order (Johnson, 1978), and beyond the place where
     * the correction would turn back it stays what it is there.
     */
    double below(double value) {
      double t = (value - slope) / error;
      if (lean > 0) {
        double most = Math.min(Math.abs(t), 1 / (4 * lean));
        t -= lean * (2 * most * most + 1);
      }
      double root = Math.sqrt(degrees * Math.log1p(t * t / degrees));
      return NORMAL.cumulativeProbability(
          Math.copySign(root * (8 * degrees + 1) / (8 * degrees + 3), t));
    }

    /** No less than the standard errors above the slope at which the corrected t is so large. */
    double upTo(double t) {
      return lean > 0 ? 2 * (t + lean) : t;
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
      double reach = StudentT.exceededWith(Math.min(share, 1 - share) / 2, part.degrees());
      low = Math.min(low, part.slope() - part.error() * reach);
      high = Math.max(high, part.slope() + part.error() * part.upTo(reach));
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
