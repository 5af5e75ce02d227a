package dev.tidemark.analysis;

import static dev.tidemark.analysis.Figures.amount;
import static dev.tidemark.analysis.Figures.withInterval;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.ColumnFit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a time without traffic shows: whether time drives the growth.
 *
 * <p>Reading memory leaves traces in the target itself, so that growth at rest must exceed the
 * sensitivity with each reading, as well as a tenth of it with each request that the rounds would
 * have sent.
 */
final class EvidenceOfIdle {
  /** From this share of the growth over the rounds on, time alone drives it. */
  private static final double ALONE = 0.8;

  private static final double BURN_IN = 0.15;

  private final List<Tick> ticks;
  private final double alphaGrows;
  private final double alphaStands;

  EvidenceOfIdle(List<Tick> ticks, double alphaGrows, double alphaStands) {
    this.ticks = ticks;
    this.alphaGrows = alphaGrows;
    this.alphaStands = alphaStands;
  }

  /** Absent where there was no such stage. */
  Optional<Finding> of(SeriesVerdict series) {
    StageFloors all = StageFloors.of(Stage.IDLE, series.name(), ticks);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    StageFloors floors = all.from(StageEvidence.SETTLING);
    StageFloors rounds = rounds(series);
    Optional<ColumnFit> fitted = fit(floors);
    Optional<ColumnFit> before = fit(rounds);
    if (floors.length() < StageEvidence.FEWEST || fitted.isEmpty() || before.isEmpty()) {
      return Optional.of(StageEvidence.tooFew(series, Stage.IDLE, all.length(), "second"));
    }
    double seconds = floors.seconds()[floors.length() - 1] - floors.seconds()[0];
    double sure =
        StageEvidence.SURE * StageFloors.noise(series, ticks).orElse(Double.MAX_VALUE) / seconds;
    return Optional.of(
        judged(
            series,
            fitted.get(),
            Figures.estimate(before.get(), 1),
            least(series, floors, rounds),
            sure));
  }

  private Finding judged(
      SeriesVerdict series, ColumnFit fit, SlopeEstimate inRounds, double least, double sure) {
    Unit unit = series.unit();
    SlopeEstimate rate = Figures.estimate(fit, 1);
    double paceLow = Math.max(0, inRounds.interval().low());
    double paceHigh = inRounds.interval().high();
    if (fit.lower(1, alphaGrows) > least && fit.estimate(1) > sure) {
      return found(
          series,
          rate.interval().low() > StageEvidence.GOES_ON * paceHigh
              ? Outcome.GROWS
              : Outcome.GROWS_LESS,
          rate,
          "grows "
              + withInterval(unit, rate)
              + " per second without any traffic: "
              + driver(rate, inRounds)
              + "; a background task that fills a cache would do the same");
    }
    if (fit.upper(1, alphaGrows) < -least && -fit.estimate(1) > sure) {
      return found(
          series,
          Outcome.FALLS,
          rate,
          "falls by "
              + amount(unit, -rate.perRequest())
              + " per second without traffic: a part of what requests leave is held for a time and"
              + " released; what stays was not seen to the end");
    }
    double bound = fit.upper(1, alphaStands);
    if (bound < Math.max(least, StageEvidence.NEARLY_NONE * paceLow)) {
      return found(
          series,
          Outcome.STANDS,
          rate,
          "without traffic it grows by at most "
              + amount(unit, Math.max(0, bound))
              + " per second"
              + (paceLow > 0 && bound < StageEvidence.GOES_ON * paceLow
                  ? ": requests drive it, not time"
                  : ""));
    }
    return found(
        series,
        Outcome.UNDECIDED,
        rate,
        "without traffic: "
            + withInterval(unit, rate)
            + " per second, which is not enough to tell; a longer --budget gives a longer idle"
            + " time");
  }

  private static String driver(SlopeEstimate rate, SlopeEstimate inRounds) {
    double high = inRounds.interval().high();
    if (!(high > 0) || rate.interval().low() > ALONE * high) {
      return "time drives it, not requests";
    }
    return rate.interval().high() < inRounds.interval().low()
        ? String.format(
            Locale.ROOT,
            "time drives about %.0f%% of it, requests the rest",
            100 * rate.perRequest() / inRounds.perRequest())
        : "time drives it, at least in part";
  }

  private double least(SeriesVerdict series, StageFloors floors, StageFloors rounds) {
    int last = floors.length() - 1;
    double perFloor = (floors.seconds()[last] - floors.seconds()[0]) / Math.max(1, last);
    int end = rounds.length() - 1;
    double rate =
        (rounds.ended()[end] - rounds.ended()[0]) / (rounds.seconds()[end] - rounds.seconds()[0]);
    return Math.max(
        StageEvidence.EFFECT_FLOOR * series.sensitivity() * rate, series.sensitivity() / perFloor);
  }

  private StageFloors rounds(SeriesVerdict series) {
    StageFloors all = StageFloors.ofRounds(series.name(), ticks);
    return all.from((int) Math.ceil(BURN_IN * all.length()));
  }

  private static Optional<ColumnFit> fit(StageFloors floors) {
    return floors.isEmpty()
        ? Optional.empty()
        : ColumnFit.ofLevels(StageFloors.line(floors.seconds()), floors.values());
  }

  private static Finding found(
      SeriesVerdict series, Outcome outcome, SlopeEstimate rate, String sentence) {
    return new Finding(
        Stage.IDLE.word(), series.name(), outcome, Optional.of(rate), "second", sentence);
  }
}
