package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The slope at the end of a run, averaged over curves and kinds of noise (Hoeting et al., 1999).
 *
 * <p>Idea: no single window or curve fits all targets, and the union of intervals over several is
 * many times too wide. So each curve that a run may have is fitted with each kind of noise,
 * weighted by how likely it makes the readings (restricted likelihood; every column of a curve's
 * own costs half log n: Schwarz, 1978), and the interval is that of the mixture of Student's t
 * distributions. The prior probabilities are chosen for intervals of about the right width over
 * simulated targets.
 */
final class ModelAverage {
  private static final double[] CORRELATIONS = {0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.86, 0.93, 0.97};
  private static final double CORRELATIONS_PRIOR = 0.7;

  /** Variance that a random walk gains in an interval, in variances of a reading. */
  private static final double[] WALKS = {0.03, 0.1, 0.4, 2, 20};

  private static final double[] WALK_PRIORS = {0.015, 0.03, 0.06, 0.07, 0.07};
  private static final double[] WALK_CORRELATIONS = {0, 0.5};

  /** How many kinds of noise are fitted with all curves. */
  private static final int MOST_KINDS = 6;

  /** Kinds of noise with less than this share of the likeliest's weight are left out. */
  private static final double NEGLIGIBLE = 0.01;

  private final double[] x;
  private final double least;
  private final Curves curves;
  private final LagProducts lagProducts;
  private final double[] independent;

  /**
   * A kind of noise.
   *
   * @param logDeterminant of its correlation matrix
   * @param all products of all columns, the noise made independent
   * @param few products of the few curves' columns
   */
  private record Kind(
      double logPrior, double logDeterminant, Supplier<double[][]> all, Supplier<double[][]> few) {}

  private ModelAverage(double[] x, double least, Curves curves) {
    this.x = x;
    this.least = least;
    this.curves = curves;
    this.lagProducts = curves.lagProducts();
    this.independent =
        curves.all().stream()
            .mapToDouble(
                curve ->
                    fit(lagProducts.independent(), curve)
                        .map(SlopeFit::logDeterminant)
                        .orElse(Double.NaN))
            .toArray();
  }

  /**
   * The distribution of the slope, in the unit of y per unit of x; nothing where no curve fits.
   *
   * @param x from 0 to 1
   * @param steps indices where a new level starts
   * @param waves frequencies, in cycles per unit of x
   * @param least the least standard deviation that a fit may claim
   */
  static Optional<SlopeMixture> of(
      double[] x, double[] y, int[] steps, double[] waves, double least) {
    int last = x.length - 1;
    double trend = (y[last] - y[0]) / (x[last] - x[0]);
    double[] level = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      level[i] = y[i] - y[0] - trend * (x[i] - x[0]);
    }
    Curves curves = new Curves(x, level, steps, waves, least);
    return new ModelAverage(x, least, curves).mixture(trend);
  }

  private Optional<SlopeMixture> mixture(double trend) {
    List<SlopeMixture.Part> parts = new ArrayList<>();
    for (Kind kind : likely()) {
      double[][] products = kind.all().get();
      for (Curves.Curve curve : curves.all()) {
        fit(products, curve)
            .ifPresent(
                fit ->
                    parts.add(
                        new SlopeMixture.Part(
                            logWeight(kind, curve, fit),
                            trend + fit.slope(),
                            fit.error(),
                            fit.degrees())));
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(SlopeMixture.of(parts));
  }

  /** The kinds of noise that have the most weight with a few curves. */
  private List<Kind> likely() {
    record Tried(Kind kind, double logWeight) {}
    List<Tried> tried = new ArrayList<>();
    for (Kind kind : kinds()) {
      double[][] products = kind.few().get();
      curves.few().stream()
          .flatMap(curve -> fit(products, curve).stream().map(fit -> logWeight(kind, curve, fit)))
          .max(Comparator.naturalOrder())
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
      Supplier<double[][]> products = () -> lagProducts.at(correlation);
      kinds.add(
          new Kind(
              Math.log(CORRELATIONS_PRIOR / CORRELATIONS.length),
              CorrelatedNoise.logDeterminant(x.length, correlation),
              products,
              products));
    }
    for (int i = 0; i < WALKS.length; i++) {
      for (double correlation : WALK_CORRELATIONS) {
        CorrelatedNoise noise = CorrelatedNoise.at(x, correlation, WALKS[i]);
        kinds.add(
            new Kind(
                Math.log(WALK_PRIORS[i] / WALK_CORRELATIONS.length),
                noise.logDeterminant(),
                () -> curves.products(noise),
                () -> curves.productsOfFew(noise)));
      }
    }
    return kinds;
  }

  private Optional<SlopeFit> fit(double[][] products, Curves.Curve curve) {
    return SlopeFit.of(products, curve.columns(), x.length, least);
  }

  /** Harville's restricted likelihood (1974), the scale of the noise integrated out. */
  private double logWeight(Kind kind, Curves.Curve curve, SlopeFit fit) {
    return kind.logPrior()
        + curve.logPrior()
        - 0.5 * kind.logDeterminant()
        - 0.5 * (fit.logDeterminant() - independent[curve.index()])
        - 0.5 * (fit.degrees() + curve.own()) * Math.log(fit.squares())
        - 0.5 * curve.own() * Math.log(x.length);
  }
}
