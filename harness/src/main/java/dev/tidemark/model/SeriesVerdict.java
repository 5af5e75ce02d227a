package dev.tidemark.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The verdict on one series with the figures behind it. All figures are in the unit of the series,
 * per request where nothing else is said.
 *
 * @param slope the reported growth per request with its 95% union interval; absent when nothing
 *     could be fitted
 * @param sensitivity the growth that was asked to be found
 * @param reached the smallest growth that this run rules out; absent when it rules out none
 * @param detectable the growth that would be significant in this run
 * @param convictable the growth that this run would call LEAK
 * @param noise standard deviation of one floor reading, in the unit of the series
 * @param line the fitted line over the window that the verdict rests on
 * @param rounds readings that the verdict rests on
 * @param rates the same growth by what drives it, as far as the run can tell
 */
public record SeriesVerdict(
    String name,
    MetricKind kind,
    Unit unit,
    Verdict verdict,
    Optional<SlopeEstimate> slope,
    double sensitivity,
    OptionalDouble reached,
    OptionalDouble detectable,
    OptionalDouble convictable,
    double noise,
    Optional<FittedLine> line,
    int rounds,
    Rates rates) {

  /** The same figures with another verdict. */
  public SeriesVerdict with(Verdict other) {
    return but(other, slope, rates);
  }

  /** The same verdict with another slope. */
  public SeriesVerdict withSlope(SlopeEstimate other) {
    return but(verdict, Optional.of(other), rates);
  }

  /** The same verdict with other rates. */
  public SeriesVerdict with(Rates other) {
    return but(verdict, slope, other);
  }

  /** Another verdict and growth, which rest on no line and rule out no growth. */
  public SeriesVerdict withoutLine(Verdict other, SlopeEstimate growth) {
    return new SeriesVerdict(
        name,
        kind,
        unit,
        other,
        Optional.of(growth),
        sensitivity,
        OptionalDouble.empty(),
        detectable,
        convictable,
        noise,
        Optional.empty(),
        rounds,
        rates);
  }

  private SeriesVerdict but(Verdict newVerdict, Optional<SlopeEstimate> newSlope, Rates newRates) {
    return new SeriesVerdict(
        name,
        kind,
        unit,
        newVerdict,
        newSlope,
        sensitivity,
        reached,
        detectable,
        convictable,
        noise,
        line,
        rounds,
        newRates);
  }

  /**
   * A straight line through a window of the series.
   *
   * @param halfWidth half the width of the band around the line, the same at both ends
   */
  public record FittedLine(double x0, double y0, double x1, double y1, double halfWidth) {}
}
