package dev.tidemark.analysis;

import dev.tidemark.model.Series;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import java.util.Arrays;
import java.util.Locale;

/** The sentences that say why, each with its figures. */
final class Reasons {
  /** Beyond so many times the rounds it is no use to advise more of them. */
  private static final int MOST_EXTENSION = 20;

  /** A whole number of pieces may come out less than whole by as much. */
  private static final double ROUNDING = 1e-6;

  /** Readings at either end whose middle says where a level began, and where it ended. */
  private static final int ENDS = 3;

  private final Unit unit;
  private final double[] x;
  private final double[] y;
  private final Question question;
  private final FloorDecision decision;

  Reasons(Series series, Question question, FloorDecision decision) {
    this.unit = series.unit();
    this.x = series.x();
    this.y = series.y();
    this.question = question;
    this.decision = decision;
  }

  String leak() {
    return grows()
        + (question.allowance() == 0
            ? "; no growth was allowed"
            : ", beyond the cache allowance of " + unit.format(question.allowance()));
  }

  String withinAllowance() {
    double slope = decision.slope().map(FloorDecision.Slope::value).orElse(0.0);
    String requests =
        slope > 0
            ? String.format(
                Locale.ROOT,
                "run at least %,d requests to tell a filling cache from a leak",
                (long) Math.ceil(question.allowance() / slope))
            : "run longer to tell a filling cache from a leak";
    return (decision.growth() > 0 ? grows() : rises())
        + ", within the cache allowance of "
        + unit.format(question.allowance())
        + "; "
        + requests;
  }

  String warnsOnly() {
    return grows() + "; this gauge is too indirect to convict";
  }

  String unsettled() {
    return "grows by "
        + rateWithInterval()
        + ", but not along a straight line: the growth may settle or go on, "
        + (question.last() ? "and only a longer run can tell" : "more rounds will tell");
  }

  String shownOnly() {
    return "grows by " + rateWithInterval() + "; shown as an explanation, never judged";
  }

  String plateau() {
    double reached = decision.reached().orElse(0);
    String shown =
        reached > 0
            ? "at most " + rate(reached) + " per request is left possible after " + rounds()
            : "nothing was gained in " + rounds();
    return "no growth of " + rate(question.sensitivity()) + " per request or more: " + shown;
  }

  String inconclusive() {
    if (x.length < FloorTest.FEWEST) {
      return String.format(
          Locale.ROOT,
          "only %s so far; %d are the fewest that show anything",
          readings(),
          FloorTest.FEWEST);
    }
    if (decision.slope().isEmpty()) {
      return "the " + readings() + " cannot be fitted: no requests lie between them";
    }
    double reached = decision.reached().orElse(decision.detectable().orElse(0));
    if (decision.reached().isPresent() && reached < question.sensitivity()) {
      return String.format(
          Locale.ROOT,
          "flat so far (at most %s per request), but %s are too few to rule out growth that sets in"
              + " late; %d rounds are needed",
          rate(reached),
          rounds(),
          Looks.FIRST_PLATEAU);
    }
    if (decision.steps() > 1) {
      return String.format(
          Locale.ROOT,
          "the level shifted %d times in %s; %s",
          decision.steps(),
          rounds(),
          decision.reached().isPresent()
              ? "growth of " + rate(reached) + " per request is left possible; " + remedy(reached)
              : "what lies between says too little about growth");
    }
    if (fallen() > 0) {
      return String.format(
          Locale.ROOT,
          "the level fell by %s, which may hide growth of up to %s per request; %s",
          unit.format(fallen()),
          rate(reached),
          remedy(reached));
    }
    return String.format(
        Locale.ROOT,
        "growth below %s per request cannot be told from noise of %s per reading after %s; %s",
        rate(reached),
        unit.format(decision.noise()),
        rounds(),
        remedy(reached));
  }

  /** From the first readings to the last, less four noises; not below 0. */
  private double fallen() {
    double first = middle(0, ENDS);
    double last = middle(y.length - ENDS, y.length);
    return Math.max(0, first - last - 4 * decision.noise());
  }

  private double middle(int from, int to) {
    return Arrays.stream(y, from, to).sorted().skip(ENDS / 2).findFirst().orElse(0);
  }

  /** A slope's standard error falls with the rounds to the power of 1.5. */
  private String remedy(double reached) {
    double factor = Math.pow(reached / question.sensitivity(), 2.0 / 3);
    if (!(factor <= MOST_EXTENSION)) {
      return String.format(
          Locale.ROOT,
          "send more requests per round, or ask for less than %s",
          rate(question.sensitivity()));
    }
    long rounds = Math.max(Looks.FIRST_PLATEAU, (long) Math.ceil(x.length * factor));
    return String.format(
        Locale.ROOT, "about %d rounds would reach %s", rounds, rate(question.sensitivity()));
  }

  /** The growth is measured between medians near the ends of the window, so it is a least. */
  private String grows() {
    return "grows " + rateWithInterval() + ", at least " + gained() + " in " + window();
  }

  /** It falls as far as it rises, and there are too few falls to see a period. */
  private String rises() {
    return "rises by "
        + rateWithInterval()
        + " and falls back: nothing was gained over "
        + window();
  }

  /** Pieces as whole numbers. */
  private String gained() {
    double growth = decision.growth();
    return unit.format(unit == Unit.COUNT ? Math.floor(growth + ROUNDING) : growth);
  }

  private String rateWithInterval() {
    FloorDecision.Slope slope = decision.slope().orElse(new FloorDecision.Slope(0, 0, 0));
    return rate(slope.value()) + " per request (" + between(slope) + ")";
  }

  /** The ends of an interval, with the unit said once where it is the same. */
  private String between(FloorDecision.Slope slope) {
    String low = rate(slope.low());
    String high = rate(slope.high());
    if (slope.low() < 0) {
      return low + " to " + high;
    }
    int lowUnit = low.indexOf(' ');
    int highUnit = high.indexOf(' ');
    boolean same =
        lowUnit > 0 && highUnit > 0 && low.substring(lowUnit).equals(high.substring(highUnit));
    return (same ? low.substring(0, lowUnit) : low) + "-" + high;
  }

  private String rate(double perRequest) {
    return unit == Unit.COUNT
        ? String.format(Locale.ROOT, "%.3f", perRequest)
        : unit.format(perRequest);
  }

  private String window() {
    double start = decision.line().map(FloorDecision.Line::x0).orElse(x[0]);
    long inside = Arrays.stream(x).filter(value -> value >= start).count();
    return inside == x.length ? rounds() : "the last " + inside + " of " + rounds();
  }

  private String rounds() {
    return x.length == 1 ? "1 round" : x.length + " rounds";
  }

  private String readings() {
    return x.length == 1 ? "1 reading" : x.length + " readings";
  }
}
