package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Rates;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SeriesVerdict.FittedLine;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;

/**
 * The judge of one series: puts the floor test's answer next to what the metric means and what
 * growth is allowed.
 *
 * <p>The series must be one segment: equal requests per round, no restart inside.
 */
public final class SeriesAnalyst {
  /** The band about the fitted line, in standard deviations of a reading. */
  private static final double BAND = 2;

  private static final double LEVEL = 0.95;

  public SeriesVerdict judge(Series series, Question question) {
    Settings settings =
        Settings.atDelta(question.sensitivity())
            .sharedBy(Math.multiplyExact(question.looks(), question.shares()));
    if (question.round() < Looks.FIRST_PLATEAU) {
      settings = settings.withoutPlateau();
    }
    FloorDecision decision =
        SteppedLine.whole(series, FloorTest.of(settings).decide(series.x(), series.y()));
    return new SeriesVerdict(
        series.name(),
        series.kind(),
        series.unit(),
        verdict(series, question, decision),
        decision.slope().map(SeriesAnalyst::estimate),
        question.sensitivity(),
        decision.reached(),
        decision.detectable(),
        decision.convictable(),
        decision.noise(),
        decision.line().map(line -> fitted(line, BAND * decision.noise())),
        series.length(),
        Rates.NONE);
  }

  private static Verdict verdict(Series series, Question question, FloorDecision decision) {
    Reasons reasons = new Reasons(series, question, decision);
    boolean beyond = decision.growth() >= question.allowance();
    return switch (decision.outcome()) {
      case LEAK -> {
        if (!mayWarn(series.kind())) {
          yield new Verdict.Inconclusive(reasons.shownOnly());
        }
        if (!series.kind().convicts()) {
          yield new Verdict.Growing(reasons.warnsOnly(), true);
        }
        yield beyond
            ? new Verdict.Leak(reasons.leak())
            : new Verdict.Growing(reasons.withinAllowance(), true);
      }
      case GROWING ->
          mayWarn(series.kind())
              ? new Verdict.Growing(reasons.unsettled(), false)
              : new Verdict.Inconclusive(reasons.shownOnly());
      case PLATEAU -> new Verdict.Plateau(reasons.plateau(), question.sensitivity());
      case INCONCLUSIVE -> new Verdict.Inconclusive(reasons.inconclusive());
    };
  }

  private static boolean mayWarn(MetricKind kind) {
    return kind.convicts() || kind == MetricKind.RESIDENT || kind == MetricKind.INDIRECT;
  }

  private static SlopeEstimate estimate(FloorDecision.Slope slope) {
    return new SlopeEstimate(
        slope.value(), new ConfidenceInterval(slope.low(), slope.high(), LEVEL));
  }

  private static FittedLine fitted(FloorDecision.Line line, double halfWidth) {
    return new FittedLine(line.x0(), line.y0(), line.x1(), line.y1(), halfWidth);
  }
}
