package dev.tidemark.analysis;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import dev.tidemark.stats.ColumnFit;
import dev.tidemark.stats.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the stages after the rounds show about one series, each as a finding with its interval.
 *
 * <p>Idea: the growth in a stage is fitted by itself, with errors that may be correlated, and
 * compared with the growth over the rounds. That it grows is said at the level of the leak test,
 * that it does not at the level of the plateau test, both shared by series, arms and stages. The
 * effect floor is a tenth of the sensitivity, and fitted growth must exceed four deviations of a
 * floor, as in the rounds. What the time without traffic adds is taken off the stages with traffic
 * before they are judged.
 */
final class StageEvidence {
  /** Stages that ask how the growth of the rounds goes on; they share the error rates. */
  private static final int STAGES = 4;

  /** The first floors of a stage: the target settles, and a fixed set of prompts is sent twice. */
  static final int SETTLING = 2;

  /** With fewer floors a stage tells nothing. */
  static final int FEWEST = 8;

  static final double EFFECT_FLOOR = 0.1;

  /** What is called growth exceeds so many deviations of a floor. */
  static final double SURE = 4;

  /** Less than this share of the growth over the rounds counts as none beside it. */
  static final double NEARLY_NONE = 0.1;

  /** More than this share of it counts as going on. */
  static final double GOES_ON = 0.5;

  private final List<Tick> ticks;
  private final double alphaGrows;
  private final double alphaStands;

  /**
   * @param ticks all rows of the arm
   * @param shares how many series and arms share the error rates
   */
  StageEvidence(List<Tick> ticks, int shares) {
    int tests = shares * STAGES;
    this.ticks = ticks;
    this.alphaGrows = Settings.ALPHA_LEAK / tests;
    this.alphaStands = Settings.ALPHA_PLATEAU / tests;
  }

  /** The findings on one series, in the order in which they are told. */
  List<Finding> of(SeriesVerdict series) {
    List<Finding> findings = new ArrayList<>();
    EvidenceOfIdle idle = new EvidenceOfIdle(ticks, alphaGrows, alphaStands);
    Optional<Finding> atRest = idle.of(series);
    Drift drift =
        atRest
            .filter(f -> f.outcome() == Outcome.GROWS || f.outcome() == Outcome.GROWS_LESS)
            .flatMap(Finding::rate)
            .map(Drift::new)
            .orElse(Drift.NONE);
    atRest.ifPresent(findings::add);
    new EvidenceOfSameKeys(ticks, alphaGrows, alphaStands)
        .of(series, drift)
        .ifPresent(findings::add);
    new EvidenceOfRepeat(ticks, alphaGrows, alphaStands).of(series, drift).ifPresent(findings::add);
    return findings;
  }

  /** Growth per second that was seen without traffic; zero where none was. */
  record Drift(SlopeEstimate perSecond) {
    static final Drift NONE = new Drift(Figures.estimate(0, 0, 0));

    boolean present() {
      return perSecond.perRequest() != 0;
    }

    /** The values less what time added since the first of them. */
    double[] takenOff(StageFloors floors) {
      double[] values = floors.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] -= perSecond.perRequest() * (floors.seconds()[i] - floors.seconds()[0]);
      }
      return values;
    }

    /** About four standard errors of what time adds for each request of a stretch. */
    double uncertainty(StageFloors floors) {
      int last = floors.length() - 1;
      double requests = floors.ended()[last] - floors.ended()[0];
      double seconds = floors.seconds()[last] - floors.seconds()[0];
      double width = perSecond.interval().high() - perSecond.interval().low();
      return requests == 0 ? 0 : width * seconds / requests;
    }

    String words() {
      return present() ? "beside what time adds, " : "";
    }
  }

  /** A fit of one stage whose bounds are widened by what is not known of the drift. */
  record StageFit(ColumnFit fit, double widening) {
    SlopeEstimate rate() {
      SlopeEstimate plain = Figures.estimate(fit, 1);
      return Figures.estimate(
          plain.perRequest(),
          plain.interval().low() - widening,
          plain.interval().high() + widening);
    }

    double lower(double alpha) {
      return fit.lower(1, alpha) - widening;
    }

    double upper(double alpha) {
      return fit.upper(1, alpha) + widening;
    }
  }

  static double low(SeriesVerdict series) {
    return Math.max(0, series.slope().map(slope -> slope.interval().low()).orElse(0.0));
  }

  static double high(SeriesVerdict series) {
    return series.slope().map(slope -> slope.interval().high()).orElse(0.0);
  }

  static Finding tooFew(SeriesVerdict series, Stage stage, int floors, String per) {
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
}
