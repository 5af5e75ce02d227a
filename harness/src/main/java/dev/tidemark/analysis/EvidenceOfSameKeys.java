package dev.tidemark.analysis;

import static dev.tidemark.analysis.Figures.amount;
import static dev.tidemark.analysis.Figures.withInterval;

import dev.tidemark.analysis.StageEvidence.Drift;
import dev.tidemark.analysis.StageEvidence.StageFit;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.ColumnFit;
import java.util.List;
import java.util.Optional;

/**
 * What a small fixed set of prompts, sent again and again, shows after each was sent twice: growth
 * is then no cache keyed by content. A cache keyed by something new in every request grows all the
 * same, with a bound or without.
 */
final class EvidenceOfSameKeys {
  private final List<Tick> ticks;
  private final double alphaGrows;
  private final double alphaStands;

  EvidenceOfSameKeys(List<Tick> ticks, double alphaGrows, double alphaStands) {
    this.ticks = ticks;
    this.alphaGrows = alphaGrows;
    this.alphaStands = alphaStands;
  }

  /** Absent where there was no such stage. */
  Optional<Finding> of(SeriesVerdict series, Drift drift) {
    StageFloors all = StageFloors.of(Stage.SAME_KEYS, series.name(), ticks);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    StageFloors floors = all.from(StageEvidence.SETTLING);
    Optional<ColumnFit> fitted =
        floors.length() < StageEvidence.FEWEST
            ? Optional.empty()
            : ColumnFit.ofLevels(StageFloors.line(floors.ended()), drift.takenOff(floors));
    return Optional.of(
        fitted
            .map(
                fit ->
                    judged(
                        series,
                        new StageFit(fit, drift.uncertainty(floors)),
                        drift,
                        sure(series, floors)))
            .orElseGet(
                () -> StageEvidence.tooFew(series, Stage.SAME_KEYS, all.length(), "request")));
  }

  /** Growth per request that exceeds what a floor wanders. */
  private double sure(SeriesVerdict series, StageFloors floors) {
    double requests = floors.ended()[floors.length() - 1] - floors.ended()[0];
    return StageEvidence.SURE
        * StageFloors.noise(series, ticks).orElse(Double.MAX_VALUE)
        / requests;
  }

  private Finding judged(SeriesVerdict series, StageFit fit, Drift drift, double sure) {
    Unit unit = series.unit();
    SlopeEstimate rate = fit.rate();
    double low = StageEvidence.low(series);
    double bound = fit.upper(alphaStands);
    String again = drift.words() + "with the same prompts again and again ";
    if (low > 0
        && bound < Math.max(series.sensitivity(), StageEvidence.NEARLY_NONE * low)
        && bound < StageEvidence.GOES_ON * low) {
      return found(
          series,
          Outcome.STANDS,
          rate,
          again
              + "it grows by at most "
              + amount(unit, Math.max(0, bound))
              + " per request"
              + (drift.present()
                  ? ""
                  : ": what grows is keyed by content, a cache without a bound or one that still"
                      + " fills"));
    }
    if (fit.lower(alphaGrows) > StageEvidence.EFFECT_FLOOR * series.sensitivity()
        && rate.perRequest() > sure) {
      boolean goesOn = rate.interval().low() > StageEvidence.GOES_ON * StageEvidence.high(series);
      return found(
          series,
          goesOn ? Outcome.GROWS : Outcome.GROWS_LESS,
          rate,
          again
              + "it still grows "
              + withInterval(unit, rate)
              + " per request: "
              + (goesOn
                  ? "this is no cache keyed by content"
                  : "a part of it is no cache keyed by content")
              + "; one keyed by a random id would grow on, too");
    }
    return found(
        series,
        Outcome.UNDECIDED,
        rate,
        again
            + "it grows "
            + withInterval(unit, rate)
            + " per request, which is not enough to tell");
  }

  private static Finding found(
      SeriesVerdict series, Outcome outcome, SlopeEstimate rate, String sentence) {
    return new Finding(
        Stage.SAME_KEYS.word(), series.name(), outcome, Optional.of(rate), "request", sentence);
  }
}
