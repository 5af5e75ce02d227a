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
import dev.tidemark.stats.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the stages after the rounds show about one series, each as a finding with its interval.
 *
 * <p>Idea: the growth in a stage is fitted by itself, with errors that may be correlated, and
 * compared with the growth over the rounds. That it grows is said at the level of the leak test,
 * that it does not at the level of the plateau test, both shared by series, arms and stages; the
 * effect floor is a tenth of the sensitivity, as in the rounds. The first two floors of a stage are
 * left out: the target settles, and a fixed set of prompts is sent twice.
 */
final class StageEvidence {
  private static final int SETTLING = 2;
  private static final int FEWEST = 8;
  private static final int FEWEST_OF_A_LEVEL = 3;
  private static final double EFFECT_FLOOR = 0.1;

  /** Less than this share of the growth over the rounds counts as none beside it. */
  private static final double NEARLY_NONE = 0.1;

  /** More than this share of it counts as going on. */
  private static final double GOES_ON = 0.5;

  private final List<Tick> ticks;
  private final double sensitivity;
  private final double alphaGrows;
  private final double alphaStands;

  /**
   * @param ticks all rows of the arm
   * @param sensitivity growth per request that must not be missed, in the unit of the series
   * @param shares how many series and arms share the error rates
   */
  StageEvidence(List<Tick> ticks, double sensitivity, int shares) {
    int tests = shares * Stage.values().length;
    this.ticks = ticks;
    this.sensitivity = sensitivity;
    this.alphaGrows = Settings.ALPHA_LEAK / tests;
    this.alphaStands = Settings.ALPHA_PLATEAU / tests;
  }

  /** Growth per second without traffic. */
  Optional<Finding> idle(SeriesVerdict series) {
    StageFloors all = StageFloors.of(Stage.IDLE, series.name(), ticks);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    StageFloors floors = all.from(SETTLING);
    double perSecond = roundsPerSecond();
    Optional<ColumnFit> fitted =
        floors.length() < FEWEST || perSecond == 0
            ? Optional.empty()
            : ColumnFit.ofLevels(StageFloors.line(floors.seconds()), floors.values());
    if (fitted.isEmpty()) {
      return Optional.of(tooFew(series, Stage.IDLE, all.length(), "second"));
    }
    ColumnFit fit = fitted.get();
    SlopeEstimate rate = Figures.estimate(fit, 1);
    Unit unit = series.unit();
    double floor = EFFECT_FLOOR * sensitivity * perSecond;
    double low = series.slope().map(s -> s.interval().low()).orElse(0.0) * perSecond;
    double high = series.slope().map(s -> s.interval().high()).orElse(0.0) * perSecond;
    if (fit.lower(1, alphaGrows) > floor) {
      boolean alone =
          rate.interval().high() >= low
              && rate.interval().low() <= high
              && rate.interval().low() > GOES_ON * high;
      return Optional.of(
          found(
              series,
              Stage.IDLE,
              Outcome.GROWS,
              rate,
              "grows "
                  + withInterval(unit, rate)
                  + " per second without any traffic: "
                  + (alone
                      ? "time drives it, not requests"
                      : high > rate.interval().high()
                          ? "time drives a part of it, requests the rest"
                          : "time drives it")
                  + "; a background task that fills a cache would do the same"));
    }
    if (fit.upper(1, alphaGrows) < -floor) {
      return Optional.of(
          found(
              series,
              Stage.IDLE,
              Outcome.FALLS,
              rate,
              "falls by "
                  + amount(unit, -rate.perRequest())
                  + " per second without traffic: a part of what requests leave is held for a time"
                  + " and released; what stays was not seen to the end"));
    }
    if (fit.upper(1, alphaStands) < Math.max(floor, NEARLY_NONE * low)) {
      return Optional.of(
          found(
              series,
              Stage.IDLE,
              Outcome.STANDS,
              rate,
              "without traffic it grows by at most "
                  + amount(unit, Math.max(0, fit.upper(1, alphaStands)))
                  + " per second: requests drive it, not time"));
    }
    return Optional.of(
        undecided(
            series,
            Stage.IDLE,
            rate,
            "without traffic: " + withInterval(unit, rate) + " per second, which is not enough to"
                + " tell; a longer --budget gives a longer idle time"));
  }

  /** Growth under a fixed set of prompts, after each was sent twice. */
  Optional<Finding> sameKeys(SeriesVerdict series) {
    StageFloors all = StageFloors.of(Stage.SAME_KEYS, series.name(), ticks);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    StageFloors floors = all.from(SETTLING);
    Optional<ColumnFit> fitted =
        floors.length() < FEWEST
            ? Optional.empty()
            : ColumnFit.ofLevels(StageFloors.line(floors.ended()), floors.values());
    if (fitted.isEmpty()) {
      return Optional.of(tooFew(series, Stage.SAME_KEYS, all.length(), "request"));
    }
    ColumnFit fit = fitted.get();
    SlopeEstimate rate = Figures.estimate(fit, 1);
    Unit unit = series.unit();
    double low = Math.max(0, series.slope().map(s -> s.interval().low()).orElse(0.0));
    double high = series.slope().map(s -> s.interval().high()).orElse(0.0);
    double bound = fit.upper(1, alphaStands);
    if (low > 0 && bound < Math.max(sensitivity, NEARLY_NONE * low) && bound < GOES_ON * low) {
      return Optional.of(
          found(
              series,
              Stage.SAME_KEYS,
              Outcome.STANDS,
              rate,
              "with the same prompts again and again it grows by at most "
                  + amount(unit, Math.max(0, bound))
                  + " per request: what grows is keyed by content, a cache without a bound or one"
                  + " that still fills"));
    }
    if (fit.lower(1, alphaGrows) > EFFECT_FLOOR * sensitivity) {
      boolean same = rate.interval().low() > GOES_ON * high;
      return Optional.of(
          found(
              series,
              Stage.SAME_KEYS,
              Outcome.GROWS,
              rate,
              "with the same prompts again and again it still grows "
                  + withInterval(unit, rate)
                  + " per request: "
                  + (same
                      ? "this is no cache keyed by content"
                      : "a part of it is no cache keyed by content")
                  + "; one keyed by a random id would grow on, too"));
    }
    return Optional.of(
        undecided(
            series,
            Stage.SAME_KEYS,
            rate,
            "with the same prompts again and again: "
                + withInterval(unit, rate)
                + " per request, which is not enough to tell"));
  }

  /**
   * The level before and after a load between two idle times. The noise of a level is that of a
   * floor among the rounds, not the lesser one of floors without traffic between.
   */
  Optional<Finding> repeat(SeriesVerdict series) {
    StageFloors all = StageFloors.of(Stage.REPEAT, series.name(), ticks);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int split = 0;
    while (split < all.length() && all.ended()[split] == all.ended()[0]) {
      split++;
    }
    StageFloors before = all.between(Math.min(1, split), split);
    StageFloors after = all.from(split + 1);
    if (before.length() < FEWEST_OF_A_LEVEL
        || after.length() < FEWEST_OF_A_LEVEL
        || series.rounds() < Looks.FIRST_PLATEAU / 2) {
      return Optional.of(tooFew(series, Stage.REPEAT, all.length(), "request"));
    }
    double requests = after.ended()[0] - before.ended()[0];
    double noise =
        Math.max(series.noise(), Math.max(deviation(before.values()), deviation(after.values())));
    RepeatedLoad load =
        new RepeatedLoad(
            (mean(after.values()) - mean(before.values())) / requests,
            Math.sqrt(2) * noise / requests,
            Math.min(30, series.rounds() - 4));
    SlopeEstimate rate = load.estimate();
    Unit unit = series.unit();
    double bound = load.upper(alphaStands);
    if (bound < sensitivity) {
      return Optional.of(
          found(
              series,
              Stage.REPEAT,
              Outcome.STANDS,
              rate,
              "the same load again, after an idle time, adds at most "
                  + amount(unit, Math.max(0, bound))
                  + " per request"));
    }
    if (load.lower(alphaGrows) > EFFECT_FLOOR * sensitivity) {
      return Optional.of(
          found(
              series,
              Stage.REPEAT,
              Outcome.GROWS,
              rate,
              "the same load again, after an idle time, adds "
                  + withInterval(unit, rate)
                  + " per request: it is neither a warm-up nor released with time; a cache that"
                  + " still fills would add as much"));
    }
    return Optional.of(
        undecided(
            series,
            Stage.REPEAT,
            rate,
            "the same load again, after an idle time, adds "
                + withInterval(unit, rate)
                + " per request, which is not enough to tell"));
  }

  /** Requests that the repeated load sent; 0 where there was none. */
  double requestsRepeated(String series) {
    double[] ended = StageFloors.of(Stage.REPEAT, series, ticks).ended();
    return ended.length == 0 ? 0 : ended[ended.length - 1] - ended[0];
  }

  /** Requests per second of the rounds, floors and pauses included. */
  private double roundsPerSecond() {
    List<Tick> floors = FloorSeries.lastSegmentOf(ticks).floors();
    if (floors.size() < 2) {
      return 0;
    }
    Tick first = floors.get(0);
    Tick last = floors.get(floors.size() - 1);
    double seconds = (last.nanos() - first.nanos()) / 1e9;
    return seconds > 0 ? (last.counts().ended() - first.counts().ended()) / seconds : 0;
  }

  private static Finding tooFew(SeriesVerdict series, Stage stage, int floors, String per) {
    return new Finding(
        stage.word(),
        series.name(),
        Outcome.UNDECIDED,
        Optional.empty(),
        per,
        "the stage "
            + stage.word()
            + " had "
            + floors
            + " floors, too few to tell; a longer --budget gives more");
  }

  private static Finding undecided(
      SeriesVerdict series, Stage stage, SlopeEstimate rate, String sentence) {
    return found(series, stage, Outcome.UNDECIDED, rate, sentence);
  }

  private static Finding found(
      SeriesVerdict series, Stage stage, Outcome outcome, SlopeEstimate rate, String sentence) {
    return new Finding(
        stage.word(),
        series.name(),
        outcome,
        Optional.of(rate),
        stage == Stage.IDLE ? "second" : "request",
        sentence);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}
