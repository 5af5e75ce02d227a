package dev.tidemark.analysis;

import static dev.tidemark.analysis.Figures.amount;
import static dev.tidemark.analysis.Figures.withInterval;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.ColumnFit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What drives the growth of one series: requests of each mode, time, requests in flight.
 *
 * <p>Idea: memory = a + Σ b of the mode · its requests + c · seconds, fitted on the differences
 * between one floor and the next, whose errors are correlated (Prais and Winsten, 1954). The
 * columns must differ in their course: where their standardised condition number exceeds {@value
 * ColumnFit#IDENTIFIABLE} nothing is said but which phase is missing. What one request in flight
 * holds is what readings under load lie above the floor before them, less what the model says of
 * the requests and the time in between.
 */
final class Attribution {
  static final String SOURCE = "attribution";
  static final String FAILED = "failed";
  static final String ABORTED = "aborted";
  static final String UPSTREAM_FAILED = "upstream-failed";

  /** Rates, and the same in words. */
  record Result(Rates rates, Finding finding) {}

  /**
   * The model that the rows allow.
   *
   * @param columns their names; the last is {@link #SECONDS}
   */
  private record Model(List<String> columns, ColumnFit fit, boolean failuresMerged) {}

  private static final String SECONDS = "seconds";
  private static final int FEWEST_UNDER_LOAD = 3;

  private final List<Tick> ticks;
  private final boolean oneUser;

  /**
   * @param ticks all rows of the arm, in order
   * @param users of the rounds
   */
  Attribution(List<Tick> ticks, int users) {
    this.ticks = ticks;
    this.oneUser = users == 1;
  }

  /** Absent where the series has too few floors. */
  Optional<Result> of(SeriesVerdict series) {
    List<FloorStep> steps = FloorStep.of(series.name(), ticks, oneUser);
    if (steps.size() < FloorSeries.FEWEST) {
      return Optional.empty();
    }
    List<String> modes = modes(steps);
    List<String> whole = with(modes, SECONDS);
    List<String> merged = with(modes.stream().filter(m -> !m.equals(FAILED)).toList(), SECONDS);
    Optional<Model> model = model(steps, whole, false);
    if (model.isEmpty() && modes.size() > 1 && modes.contains(FAILED)) {
      model = model(steps, merged, true);
    }
    return Optional.of(
        model.map(found -> told(series, found)).orElseGet(() -> refused(series, steps, modes)));
  }

  private static List<String> modes(List<FloorStep> steps) {
    Map<String, Long> counts = new TreeMap<>();
    steps.forEach(step -> step.requests().forEach((mode, n) -> counts.merge(mode, n, Long::sum)));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> with(List<String> modes, String last) {
    List<String> all = new ArrayList<>(modes);
    all.add(last);
    return all;
  }

  private static Optional<Model> model(
      List<FloorStep> steps, List<String> columns, boolean failuresMerged) {
    double[][] rows = rows(steps, columns, failuresMerged);
    double[] gains = steps.stream().mapToDouble(FloorStep::gain).toArray();
    return ColumnFit.condition(rows) > ColumnFit.IDENTIFIABLE
        ? Optional.empty()
        : ColumnFit.ofDifferences(rows, gains).map(fit -> new Model(columns, fit, failuresMerged));
  }

  private static double[][] rows(
      List<FloorStep> steps, List<String> columns, boolean failuresMerged) {
    double[][] rows = new double[steps.size()][columns.size()];
    for (int i = 0; i < rows.length; i++) {
      FloorStep step = steps.get(i);
      for (int j = 0; j < columns.size(); j++) {
        String column = columns.get(j);
        rows[i][j] =
            column.equals(SECONDS)
                ? step.seconds()
                : step.of(column)
                    + (failuresMerged && column.equals(step.mode()) ? step.of(FAILED) : 0);
      }
    }
    return rows;
  }

  private Result told(SeriesVerdict series, Model model) {
    Map<String, SlopeEstimate> byMode = new LinkedHashMap<>();
    int last = model.columns().size() - 1;
    for (int j = 0; j < last; j++) {
      byMode.put(model.columns().get(j), Figures.estimate(model.fit(), j));
    }
    SlopeEstimate perSecond = Figures.estimate(model.fit(), last);
    Rates rates =
        new Rates(
            series.rates().perHour(),
            Optional.of(perSecond),
            perInFlight(series, model).or(() -> series.rates().perInFlight()),
            byMode);
    StringBuilder words = new StringBuilder();
    byMode.forEach(
        (mode, rate) ->
            words
                .append(words.length() == 0 ? "" : ", ")
                .append(withInterval(series.unit(), rate))
                .append(" for each ")
                .append(mode)
                .append(" request"));
    words.append(", and ").append(withInterval(series.unit(), perSecond)).append(" per second");
    if (model.failuresMerged()) {
      words.append(
          "; what a failed request leaves is not identifiable: their share was the same in every"
              + " round; add a phase with more or fewer failures");
    }
    return new Result(
        rates,
        new Finding(
            SOURCE,
            series.name(),
            Outcome.ATTRIBUTED,
            Optional.of(perSecond),
            "second",
            words.toString()));
  }

  private static Result refused(SeriesVerdict series, List<FloorStep> steps, List<String> modes) {
    boolean timeOnly = ColumnFit.condition(rows(steps, modes, false)) <= ColumnFit.IDENTIFIABLE;
    String missing =
        timeOnly
            ? "requests and time went in step; add an idle phase (--stages idle)"
            : "the modes went in step; add phases with other shares of "
                + String.join(" and ", modes)
                + " requests";
    return new Result(
        series.rates(),
        new Finding(
            SOURCE,
            series.name(),
            Outcome.UNDECIDED,
            Optional.empty(),
            "request",
            "what drives it is not identifiable: " + missing));
  }

  /** What readings under load lie above the model, for each request in flight. */
  private Optional<SlopeEstimate> perInFlight(SeriesVerdict series, Model model) {
    List<FloorStep> loads = FloorStep.underLoad(series.name(), ticks, oneUser);
    if (loads.size() < FEWEST_UNDER_LOAD) {
      return Optional.empty();
    }
    double[][] rows = rows(loads, model.columns(), model.failuresMerged());
    double[] held = new double[rows.length];
    double[][] ones = new double[rows.length][1];
    double modelError = 0;
    for (int i = 0; i < rows.length; i++) {
      double gain = loads.get(i).gain();
      double error = 0;
      for (int j = 0; j < rows[i].length; j++) {
        gain -= model.fit().estimate(j) * rows[i][j];
        error += model.fit().error(j) * rows[i][j];
      }
      held[i] = gain / loads.get(i).inFlight();
      ones[i][0] = 1;
      modelError += error / loads.get(i).inFlight() / rows.length;
    }
    double widening = 2 * modelError;
    return ColumnFit.ofLevels(ones, held)
        .map(fit -> Figures.estimate(fit, 0))
        .map(
            mean ->
                Figures.estimate(
                    mean.perRequest(),
                    mean.interval().low() - widening,
                    mean.interval().high() + widening));
  }

  /**
   * What the rates say of a growing series in a few words: which mode drives it, where one does.
   * Empty where there is nothing to tell apart.
   */
  static Optional<String> driver(Rates rates, Unit unit) {
    if (rates.byMode().size() < 2) {
      return Optional.empty();
    }
    for (Map.Entry<String, SlopeEstimate> one : rates.byMode().entrySet()) {
      double low = one.getValue().interval().low();
      double others =
          rates.byMode().entrySet().stream()
              .filter(other -> !other.getKey().equals(one.getKey()))
              .mapToDouble(other -> other.getValue().interval().high())
              .max()
              .orElse(0);
      if (low > 0 && others < low / 2) {
        return Optional.of(
            one.getKey()
                + " requests drive it: "
                + withInterval(unit, one.getValue())
                + " each, others at most "
                + amount(unit, Math.max(0, others)));
      }
    }
    return Optional.empty();
  }
}
