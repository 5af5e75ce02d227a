package dev.tidemark.analysis;

import static dev.tidemark.analysis.Figures.amount;
import static dev.tidemark.analysis.Figures.withInterval;

import dev.tidemark.model.Plan;
import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.ColumnFit;
import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One verdict for each route of a target.
 *
 * <p>Idea: floors are regressed on what every route was sent until then. The shares of the routes
 * vary from round to round, so that the coefficients are what a request to each route leaves. A
 * route is convicted where all of this holds: the target's own verdict is LEAK; the coefficient's
 * lower bound exceeds the effect floor; what is left of the floors, after the other routes are
 * subtracted, passes the leak test; and that growth exceeds the cache allowance. It is cleared
 * where the upper bound is at most the sensitivity, over the whole segment and over its second
 * half. All levels are shared by looks, arms and routes.
 */
final class RouteAnalyst {
  private static final double EFFECT_FLOOR = StageEvidence.EFFECT_FLOOR;

  /** A share of the growth that time alone may have before routes are told apart no more. */
  private static final double OF_TIME = 0.1;

  private final Plan plan;
  private final int arms;

  /**
   * @param arms how many share the error rates of the run
   */
  RouteAnalyst(Plan plan, int arms) {
    this.plan = plan;
    this.arms = arms;
  }

  /** The target with the verdicts on its routes, where it has several. */
  TargetVerdict judge(TargetVerdict target, List<Tick> ticks) {
    return target.withRoutes(telling(target).map(s -> of(target, s, ticks)).orElse(List.of()));
  }

  /** The series that carries the verdict, the live set before others. */
  private static Optional<SeriesVerdict> telling(TargetVerdict target) {
    Verdict.Kind kind = target.verdict().kind();
    return target
        .primary()
        .filter(series -> series.verdict().kind() == kind)
        .or(
            () ->
                target.series().stream()
                    .filter(s -> s.kind().convicts() && s.verdict().kind() == kind)
                    .findFirst())
        .or(target::primary);
  }

  private List<RouteVerdict> of(TargetVerdict target, SeriesVerdict series, List<Tick> ticks) {
    RouteFloors floors = RouteFloors.of(series.name(), ticks);
    Map<String, Long> sent = ticks.isEmpty() ? Map.of() : ticks.get(ticks.size() - 1).routes();
    if (sent.size() < 2) {
      return List.of();
    }
    Optional<ColumnFit> fit = floors.settled().fit();
    if (fit.isEmpty()) {
      return sent.entrySet().stream()
          .map(
              route ->
                  untold(route.getKey(), series.unit(), route.getValue(), "too few rounds to tell"))
          .toList();
    }
    List<RouteVerdict> verdicts = new ArrayList<>();
    for (int r = 0; r < floors.routes().size(); r++) {
      verdicts.add(
          new One(target, series, floors, fit.get(), r)
              .verdict(sent.getOrDefault(floors.routes().get(r), 0L)));
    }
    return verdicts;
  }

  private static RouteVerdict untold(String route, Unit unit, long requests, String why) {
    return new RouteVerdict(
        route,
        new Verdict.Inconclusive(why),
        unit,
        requests,
        Optional.empty(),
        OptionalDouble.empty());
  }

  /** The verdict on one route. */
  private final class One {
    private final TargetVerdict target;
    private final SeriesVerdict series;
    private final RouteFloors floors;
    private final ColumnFit fit;
    private final int route;
    private final int tests;

    One(TargetVerdict target, SeriesVerdict series, RouteFloors floors, ColumnFit fit, int route) {
      this.target = target;
      this.series = series;
      this.floors = floors;
      this.fit = fit;
      this.route = route;
      this.tests = SeriesJudge.LOOKS * arms * floors.routes().size();
    }

    RouteVerdict verdict(long requests) {
      double reached = upper(fit);
      return new RouteVerdict(
          floors.routes().get(route),
          decide(),
          series.unit(),
          requests,
          Optional.of(Figures.estimate(fit, route + 1)),
          reached > 0 ? OptionalDouble.of(reached) : OptionalDouble.empty());
    }

    private double upper(ColumnFit of) {
      return of.upper(route + 1, Settings.ALPHA_PLATEAU / tests);
    }

    private Verdict decide() {
      double least = EFFECT_FLOOR * series.sensitivity();
      String each = withInterval(series.unit(), Figures.estimate(fit, route + 1)) + " each";
      boolean grows = fit.lower(route + 1, Settings.ALPHA_LEAK / tests) > least;
      if (timeDrives()) {
        return new Verdict.Inconclusive("time drives the growth, so routes are not told apart");
      }
      if (grows && passesLeakTest()) {
        double gained = gained();
        double allowance = plan.allowance().of(series.kind());
        if (target.verdict().kind() != Verdict.Kind.LEAK) {
          return new Verdict.Growing(each, true);
        }
        return gained >= allowance
            ? new Verdict.Leak(each)
            : new Verdict.Growing(
                each
                    + ", "
                    + amount(series.unit(), gained)
                    + " in all, within the cache allowance of "
                    + series.unit().format(allowance),
                true);
      }
      if (cleared()) {
        return new Verdict.Plateau(
            "at most " + amount(series.unit(), Math.max(0, upper(fit))) + " each",
            series.sensitivity());
      }
      return new Verdict.Inconclusive(
          each + "; not enough to tell it from the other routes, or from none");
    }

    private boolean timeDrives() {
      double growth = series.slope().map(s -> s.perRequest()).orElse(0.0);
      double perRequest =
          series.rates().perSecond().map(s -> s.interval().low()).orElse(0.0)
              * target.loadSeconds()
              / Math.max(1, target.requests());
      return perRequest > Math.max(EFFECT_FLOOR * series.sensitivity(), OF_TIME * growth);
    }

    private boolean passesLeakTest() {
      double[] slopes = new double[floors.routes().size()];
      for (int r = 0; r < slopes.length; r++) {
        slopes[r] = fit.estimate(r + 1);
      }
      Settings settings = Settings.atDelta(series.sensitivity()).sharedBy(tests);
      FloorDecision decision =
          FloorTest.of(settings).decide(floors.sentTo(route), floors.without(slopes, route));
      return decision.outcome() == FloorDecision.Outcome.LEAK;
    }

    /** At least so much over these floors. */
    private double gained() {
      double[] sent = floors.settled().sentTo(route);
      return Math.max(0, fit.lower(route + 1, Settings.ALPHA_LEAK / tests)) * sent[sent.length - 1];
    }

    private boolean cleared() {
      double most = series.sensitivity();
      return upper(fit) <= most
          && floors
              .secondHalf()
              .fit()
              .filter(half -> half.upper(route + 1, Settings.ALPHA_LEAK / tests) <= 2 * most)
              .isPresent();
    }
  }
}
