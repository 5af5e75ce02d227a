package dev.tidemark.analysis;

import static dev.tidemark.analysis.Figures.amount;
import static dev.tidemark.analysis.Figures.withInterval;

import dev.tidemark.analysis.StageEvidence.Drift;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What the same load sent again between two idle times shows: a plateau adds about nothing.
 *
 * <p>Two levels are compared. Readings at rest agree with each other far better than levels that a
 * load lies between, so the error of a level is that of one floor of the rounds about a line
 * through their second half, slow wandering included, and the readings of one level count as one.
 */
final class EvidenceOfRepeat {
  private static final int FEWEST_OF_A_LEVEL = 3;
  private static final int MOST_DEGREES = 30;

  private final List<Tick> ticks;
  private final double alphaGrows;
  private final double alphaStands;

  EvidenceOfRepeat(List<Tick> ticks, double alphaGrows, double alphaStands) {
    this.ticks = ticks;
    this.alphaGrows = alphaGrows;
    this.alphaStands = alphaStands;
  }

  /**
   * What the load added.
   *
   * @param added per request
   * @param error its standard error
   * @param widening of all bounds, for what is not known of the drift
   */
  private record Added(double added, double error, int degrees, double widening) {
    double lower(double alpha) {
      return added - quantile(alpha) * error - widening;
    }

    double upper(double alpha) {
      return added + quantile(alpha) * error + widening;
    }

    SlopeEstimate estimate() {
      double tail = (1 - Figures.LEVEL) / 2;
      return Figures.estimate(added, lower(tail), upper(tail));
    }

    private double quantile(double alpha) {
      return TDistribution.of(Math.max(1, degrees)).inverseSurvivalProbability(alpha);
    }
  }

  /** Absent where there was no such stage. */
  Optional<Finding> of(SeriesVerdict series, Drift drift) {
    StageFloors all = StageFloors.of(Stage.REPEAT, series.name(), ticks);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int split = 0;
    while (split < all.length() && all.ended()[split] == all.ended()[0]) {
      split++;
    }
    StageFloors level = new StageFloors(all.seconds(), all.ended(), drift.takenOff(all));
    StageFloors before = level.between(Math.min(1, split), split);
    StageFloors after = level.from(split + 1);
    Optional<Double> noise = StageFloors.noise(series, ticks);
    if (before.length() < FEWEST_OF_A_LEVEL
        || after.length() < FEWEST_OF_A_LEVEL
        || noise.isEmpty()) {
      return Optional.of(StageEvidence.tooFew(series, Stage.REPEAT, all.length(), "request"));
    }
    double requests = after.ended()[0] - before.ended()[0];
    double ofLevel =
        Math.max(
            noise.get(),
            Math.max(
                StageFloors.deviation(before.values()), StageFloors.deviation(after.values())));
    Added added =
        new Added(
            (mean(after.values()) - mean(before.values())) / requests,
            Math.sqrt(2) * ofLevel / requests,
            Math.min(MOST_DEGREES, series.rounds() / 2 - 2),
            drift.uncertainty(all));
    return Optional.of(judged(series, added, drift));
  }

  private Finding judged(SeriesVerdict series, Added added, Drift drift) {
    Unit unit = series.unit();
    SlopeEstimate rate = added.estimate();
    double bound = added.upper(alphaStands);
    String again = drift.words() + "the same load again, after an idle time, adds ";
    if (bound < series.sensitivity()) {
      return found(
          series,
          Outcome.STANDS,
          rate,
          again + "at most " + amount(unit, Math.max(0, bound)) + " per request");
    }
    if (added.lower(alphaGrows) > StageEvidence.EFFECT_FLOOR * series.sensitivity()) {
      boolean goesOn = rate.interval().low() > StageEvidence.GOES_ON * StageEvidence.high(series);
      return found(
          series,
          goesOn ? Outcome.GROWS : Outcome.GROWS_LESS,
          rate,
          again
              + withInterval(unit, rate)
              + " per request: it is neither a warm-up nor released with time; a cache that still"
              + " fills would add as much");
    }
    return found(
        series,
        Outcome.UNDECIDED,
        rate,
        again + withInterval(unit, rate) + " per request, which is not enough to tell");
  }

  private static Finding found(
      SeriesVerdict series, Outcome outcome, SlopeEstimate rate, String sentence) {
    return new Finding(
        Stage.REPEAT.word(), series.name(), outcome, Optional.of(rate), "request", sentence);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }
}
