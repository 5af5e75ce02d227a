package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The slope at the end of a run, averaged over curves and kinds of noise (Hoeting et al., 1999).
 *
 * <p>Idea: no single window or curve fits all targets, and the union of intervals over several is
 * many times too wide. So each curve that a run may have is fitted with each kind of noise,
 * weighted by how likely it makes the readings (likelihood restricted by the columns that all
 * curves share: Harville, 1974; every column of a curve's own costs half log n, as with a prior
 * that is worth one reading: Kass and Wasserman, 1995), and the interval is that of the mixture of
 * Student's t distributions. The prior probabilities are chosen for intervals of about the right
 * width over simulated targets.
 *
 * <p>A random walk is what sums of random sizes make, and these are skewed, while the errors of a
 * gauge are not. Their skewness is no less than their coefficient of variation, since sizes are
 * positive (by the inequality of Cauchy and Schwarz; 1.5 times as much where sizes are exponential,
 * and 1.9 times where their logarithms are normal with a deviation of 0.8). So skewed differences
 * speak for a walk, the distribution of the slope is then skewed, too, and differences that vary
 * much without being skewed speak against one.
 */
final class ModelAverage {
  private static final double[] CORRELATIONS = {0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.86, 0.93, 0.97};
  private static final double PRIOR = 0.078;

  /** From this correlation on intervals at the early looks cover too little with the same prior. */
  private static final double HIGH = 0.93;

  private static final double PRIOR_OF_HIGH = 0.108;

  private static final Walk[] WALKS = {
    new Walk(0.03, 0, 0.01),
    new Walk(0.03, 0.5, 0.01),
    new Walk(0.1, 0, 0.015),
    new Walk(0.1, 0.5, 0.015),
    new Walk(0.4, 0, 0.015),
    new Walk(0.4, 0.5, 0.015),
    new Walk(2, 0, 0.03),
    new Walk(20, 0, 0.15),
    new Walk(300, 0, 0.22)
  };

  /** From this gain on a walk is wide. */
  private static final double WIDE = 2;

  /** A share of a run in which warm-ups make differences skewed. */
  private static final double SETTLED = 0.2;

  /** The most that skewness may speak for a walk, as the logarithm of a weight... */
  private static final double MOST_SKEWED = 6;

  /** ...and the most that its lack may speak against one: not all that wanders is a sum. */
  private static final double LEAST_SKEWED = 3;

  /** Skewness that sums of sizes usually have, in coefficients of variation. */
  private static final double USUALLY_SKEWED = 1.8;

  /** What the standard error of a mean of heavy-tailed sums lacks, times how many they are... */
  private static final double HEAVY = 6;

  /** ...and the most that it lacks. */
  private static final double MOST_HEAVY = 0.21;

  /** How many kinds of noise are fitted with all curves. */
  private static final int MOST_KINDS = 6;

  /** Kinds of noise with less than this share of the likeliest's weight are left out. */
  private static final double NEGLIGIBLE = 0.01;

  private final double[] x;
  private final double least;
  private final Curves curves;
  private final LagProducts lagProducts;
  private final double trend;

  /** Without the clearest level shifts, none to all. */
  private final List<Differences> differences;

  /**
   * A random walk beside the errors of a gauge.
   *
   * @param gain variance that it gains in an average interval, in variances of a reading
   * @param correlation of the errors
   */
  private record Walk(double gain, double correlation, double prior) {
    /** Its share in the variance of a difference between readings. */
    double share() {
      return gain / (gain + 2 * (1 - correlation));
    }

    /** Whether differences are those of the walk more than those of the gauge. */
    boolean wide() {
      return gain >= WIDE;
    }
  }

  /**
   * The differences between readings, without those of the first part and without level shifts.
   *
   * @param skewness mean cube over the cube of the standard deviation
   * @param variation standard deviation over the mean, which is taken for its own standard error
   *     where it is less
   */
  private record Differences(int count, double skewness, double variation) {
    /**
     * @param y less the trend
     * @param shifts indices where a new level starts
     */
    static Differences of(double[] y, double trend, int[] shifts) {
      int from = (int) Math.round(SETTLED * y.length) + 1;
      double[] gains =
          IntStream.range(from, y.length)
              .filter(i -> Arrays.stream(shifts).noneMatch(shift -> shift == i))
              .mapToDouble(i -> y[i] - y[i - 1])
              .toArray();
      int count = gains.length;
      double mean = Arrays.stream(gains).sum() / count;
      double squares = 0;
      double cubes = 0;
      for (double gain : gains) {
        double rest = gain - mean;
        squares += rest * rest / count;
        cubes += rest * rest * rest / count;
      }
      double deviation = Math.sqrt(squares);
      double gain = Math.max(mean + trend / (y.length - 1), deviation / Math.sqrt(count));
      return squares > 0
          ? new Differences(count, cubes / (squares * deviation), deviation / gain)
          : new Differences(count, 0, 0);
    }

    /** The skewness that they have where the walk is a sum of sizes. */
    double expected(Walk walk) {
      return USUALLY_SKEWED * walk.share() * walk.share() * variation;
    }

    /** How much more likely a walk makes their skewness, as a logarithm. */
    double speakFor(Walk walk) {
      double error = Math.sqrt(6.0 / count);
      double found = Math.max(0, skewness) / error;
      double missing = Math.max(0, expected(walk) - skewness) / error;
      return (walk.wide() ? Math.min(MOST_SKEWED, found * found) : 0)
          - Math.min(LEAST_SKEWED, missing * missing / 2);
    }
  }

  /**
   * What is known about a kind of noise beside level shifts.
   *
   * @param log its prior probability's logarithm
   * @param skewness of the differences that the slope is a mean of; 0 where it is none
   * @param heavy by how much standard errors are to be widened
   */
  private record Prior(double log, double skewness, double heavy) {
    static Prior of(Walk walk, Differences differences) {
      double log = Math.log(walk.prior()) + differences.speakFor(walk);
      return walk.wide()
          ? new Prior(
              log,
              Math.max(differences.skewness(), differences.expected(walk)),
              1 + Math.min(MOST_HEAVY, HEAVY / differences.count()))
          : new Prior(log, 0, 1);
    }
  }

  /**
   * A kind of noise.
   *
   * @param priors beside no level shift, beside the clearest, beside the two clearest, and so on
   * @param logDeterminant of its correlation matrix
   * @param all products of all columns, the noise made independent
   * @param few products of the few curves' columns
   */
  private record Kind(
      List<Prior> priors,
      double logDeterminant,
      Supplier<double[][]> all,
      Supplier<double[][]> few) {}

  private ModelAverage(
      double[] x, double[] y, int[] steps, double least, Curves curves, double trend) {
    this.x = x;
    this.least = least;
    this.curves = curves;
    this.lagProducts = LagProducts.of(curves.columns(), curves.partners());
    this.trend = trend;
    this.differences =
        IntStream.rangeClosed(0, steps.length)
            .mapToObj(shifts -> Differences.of(y, trend, Arrays.copyOf(steps, shifts)))
            .toList();
  }

  /**
   * The distribution of the slope, in the unit of y per unit of x; nothing where no curve fits.
   *
   * @param x from 0 to 1
   * @param steps indices where a new level starts, the clearest first
   * @param waves at the places x
   * @param falls whether the readings fall at first
   * @param least the least standard deviation that a fit may claim
   */
  static Optional<SlopeMixture> of(
      double[] x, double[] y, int[] steps, Waves waves, boolean falls, double least) {
    int last = x.length - 1;
    double trend = (y[last] - y[0]) / (x[last] - x[0]);
    double[] level = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      level[i] = y[i] - y[0] - trend * (x[i] - x[0]);
    }
    Curves curves = new Curves(x, level, steps, waves, falls, least);
    return new ModelAverage(x, level, steps, least, curves, trend).mixture();
  }

  private Optional<SlopeMixture> mixture() {
    List<SlopeMixture.Part> parts = new ArrayList<>();
    for (Kind kind : likely()) {
      parts.addAll(parts(kind, kind.all().get(), curves.all()));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(SlopeMixture.of(parts));
  }

  /** The kinds of noise that have the most weight with a few curves. */
  private List<Kind> likely() {
    record Tried(Kind kind, double logWeight) {}
    List<Tried> tried = new ArrayList<>();
    for (Kind kind : kinds()) {
      parts(kind, kind.few().get(), curves.few()).stream()
          .mapToDouble(SlopeMixture.Part::logWeight)
          .max()
          .ifPresent(most -> tried.add(new Tried(kind, most)));
    }
    double least =
        tried.stream().mapToDouble(Tried::logWeight).max().orElse(0) + Math.log(NEGLIGIBLE);
    return tried.stream()
        .filter(each -> each.logWeight() >= least)
        .sorted(Comparator.comparingDouble(Tried::logWeight).reversed())
        .limit(MOST_KINDS)
        .map(Tried::kind)
        .toList();
  }

  private List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (double correlation : CORRELATIONS) {
      Prior prior = new Prior(Math.log(correlation < HIGH ? PRIOR : PRIOR_OF_HIGH), 0, 1);
      kinds.add(
          new Kind(
              Collections.nCopies(differences.size(), prior),
              CorrelatedNoise.logDeterminant(x.length, correlation),
              () -> lagProducts.at(correlation, curves.partners()),
              () -> lagProducts.at(correlation, curves.partnersOfFew())));
    }
    for (Walk walk : WALKS) {
      CorrelatedNoise noise = CorrelatedNoise.at(x, walk.correlation(), walk.gain());
      kinds.add(
          new Kind(
              differences.stream().map(each -> Prior.of(walk, each)).toList(),
              noise.logDeterminant(),
              () -> noise.products(curves.columns(), curves.partners()),
              () -> noise.products(curves.columns(), curves.partnersOfFew())));
    }
    return kinds;
  }

  /** The slopes of curves with one kind of noise, the scale of which is integrated out. */
  private List<SlopeMixture.Part> parts(Kind kind, double[][] products, List<Curves.Curve> some) {
    Optional<SlopeFits> fits = SlopeFits.of(products, curves.shared(), x.length, least);
    Optional<SlopeFit> line = fits.flatMap(each -> each.fit(curves.line().columns()));
    if (fits.isEmpty() || line.isEmpty()) {
      return List.of();
    }
    double ofKind = -0.5 * kind.logDeterminant() - 0.5 * line.get().logDeterminant();
    List<SlopeMixture.Part> parts = new ArrayList<>();
    parts.add(part(kind, ofKind, curves.line(), line.get()));
    for (Curves.Curve curve : some.subList(1, some.size())) {
      fits.get().fit(curve.columns()).ifPresent(fit -> parts.add(part(kind, ofKind, curve, fit)));
    }
    return parts;
  }

  private SlopeMixture.Part part(Kind kind, double ofKind, Curves.Curve curve, SlopeFit fit) {
    Prior prior = kind.priors().get(curve.shifts());
    return SlopeMixture.Part.of(
        prior.log() + ofKind + logWeight(curve, fit),
        trend + fit.slope(),
        prior.heavy() * fit.error(),
        fit.degrees(),
        prior.skewness());
  }

  private double logWeight(Curves.Curve curve, SlopeFit fit) {
    return curve.logPrior()
        - 0.5 * (fit.degrees() + curve.own()) * Math.log(fit.squares())
        - 0.5 * curve.own() * Math.log(x.length);
  }
}
