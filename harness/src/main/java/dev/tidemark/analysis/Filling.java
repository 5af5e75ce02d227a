package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.ColumnFit;
import dev.tidemark.stats.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Recognises growth that a published bound ends: a count below its maximum that explains the bytes.
 *
 * <p>Idea: bytes are fitted on the count and the requests together. The count explains them when
 * each entry costs bytes, and what is left to the requests is shown to be less than the sensitivity
 * or a tenth of the growth. Where the count rises in step with the requests the two cannot be told
 * apart (condition number above {@value ColumnFit#IDENTIFIABLE}); then the bytes must follow the
 * count with a correlation above {@value #EXPLAINS}, what is left must not grow, and the reason
 * says what this cannot show. A fixed set of prompts shows it: with these the count hardly grows,
 * and where the bytes do, it does not explain them.
 *
 * <p>The cache allowance stands for bounds that nobody publishes: growth beyond it is FILLING, too,
 * where this bound explains it, unless what is still missing is more than the limit leaves.
 */
final class Filling {
  private static final double EXPLAINS = 0.95;
  private static final double NEARLY_NONE = 0.1;
  private static final double BURN_IN = 0.15;
  private static final double EFFECT_FLOOR = 0.1;
  private static final double TAIL = 0.025;

  private final List<Tick> ticks;
  private final List<Tick> floors;
  private final double alphaStands;
  private final OptionalDouble room;

  /**
   * @param shares how many series and arms share the error rates
   * @param ticks all rows of the arm
   * @param floors those of its last long segment
   * @param room bytes that the live set may still gain; absent where no limit is known
   */
  Filling(int shares, List<Tick> ticks, FloorSeries floors, OptionalDouble room) {
    this.ticks = ticks;
    this.floors = floors.floors();
    this.alphaStands = Settings.ALPHA_PLATEAU / shares;
    this.room = room;
  }

  /**
   * The verdict on a series that is GROWING or a LEAK where a bound explains its growth.
   *
   * @param ofStages what stages after the rounds showed about it
   */
  Optional<Verdict> of(SeriesVerdict series, List<Finding> ofStages) {
    boolean grows =
        series.verdict() instanceof Verdict.Growing || series.verdict() instanceof Verdict.Leak;
    if (!grows) {
      return Optional.empty();
    }
    boolean withSameKeys =
        ofStages.stream()
            .filter(one -> one.source().equals(Stage.SAME_KEYS.word()))
            .anyMatch(one -> one.outcome() == Outcome.GROWS || one.outcome() == Outcome.GROWS_LESS);
    TreeSet<String> names = new TreeSet<>();
    floors.forEach(
        tick ->
            tick.samples().values().stream()
                .filter(sample -> sample.kind() == MetricKind.BOUNDED)
                .forEach(sample -> names.add(sample.metric())));
    return names.stream()
        .filter(name -> !withSameKeys || growsWithSameKeys(name))
        .flatMap(name -> Columns.of(floors, name, series.name()).stream())
        .flatMap(columns -> explained(series, columns).stream())
        .findFirst();
  }

  private Optional<Verdict> explained(SeriesVerdict series, Columns columns) {
    double[] count = columns.count;
    int last = count.length - 1;
    double gained = count[last] - count[0];
    double left = columns.bound - count[last];
    if (!(gained > 0 && left > 0)) {
      return Optional.empty();
    }
    boolean inStep = ColumnFit.condition(columns.centred()) > ColumnFit.IDENTIFIABLE;
    Optional<Double> perEntry = inStep ? alone(series, columns) : beside(series, columns);
    double requests = columns.requests[last] - columns.requests[0];
    long toFull = Math.round(left * requests / gained);
    return perEntry.map(bytes -> told(series, columns, bytes, left * bytes, toFull, inStep));
  }

  private Verdict told(
      SeriesVerdict series,
      Columns columns,
      double perEntry,
      double missing,
      long toFull,
      boolean inStep) {
    boolean fits = series.kind() != MetricKind.LIVE_SET || missing <= room.orElse(missing);
    String reason =
        String.format(
            Locale.ROOT,
            "%s; %s explains it (%s for each) and stops at %,.0f: full in about %,d requests%s%s",
            series.verdict().reason(),
            columns.name,
            series.unit().format(Math.rint(perEntry)),
            columns.bound,
            toFull,
            fits
                ? ""
                : "; that takes "
                    + ByteSize.format(missing)
                    + " more, and the limit leaves "
                    + ByteSize.format(room.orElse(0)),
            inStep
                ? "; it rises in step with requests, so a leak at the same pace would look the"
                    + " same until then"
                : "");
    return series.verdict() instanceof Verdict.Leak && !fits
        ? series.verdict().because(reason)
        : new Verdict.Filling(reason, toFull);
  }

  /** Whether a count rises with a fixed set of prompts about as it does in the rounds. */
  private boolean growsWithSameKeys(String count) {
    StageFloors stage = StageFloors.of(Stage.SAME_KEYS, count, ticks).from(StageEvidence.SETTLING);
    StageFloors rounds = StageFloors.ofRounds(count, ticks);
    return stage.gainedPerRequest() > StageEvidence.GOES_ON * rounds.gainedPerRequest();
  }

  /** What one entry costs, when the requests beside it cost next to nothing. */
  private Optional<Double> beside(SeriesVerdict series, Columns columns) {
    double high = series.slope().map(slope -> slope.interval().high()).orElse(0.0);
    double none = Math.max(series.sensitivity(), NEARLY_NONE * high);
    return ColumnFit.ofLevels(columns.withRequests(), columns.values)
        .filter(fit -> fit.lower(1, TAIL) > 0 && fit.upper(2, alphaStands) < none)
        .map(fit -> fit.estimate(1));
  }

  /** What one entry costs, when nothing grows beside it. */
  private static Optional<Double> alone(SeriesVerdict series, Columns columns) {
    if (columns.correlation() <= EXPLAINS) {
      return Optional.empty();
    }
    return ColumnFit.ofLevels(columns.alone(), columns.values)
        .filter(fit -> fit.lower(1, TAIL) > 0)
        .filter(
            fit ->
                ColumnFit.ofLevels(StageFloors.line(columns.requests), fit.residuals())
                    .map(rest -> rest.lower(1, TAIL) <= EFFECT_FLOOR * series.sensitivity())
                    .orElse(false))
        .map(fit -> fit.estimate(1));
  }

  /** Count, requests and bytes over the same floors, after the burn-in. */
  private static final class Columns {
    private final String name;
    private final double bound;
    private final double[] count;
    private final double[] requests;
    private final double[] values;

    private Columns(String name, double bound, double[] count, double[] requests, double[] values) {
      this.name = name;
      this.bound = bound;
      this.count = count;
      this.requests = requests;
      this.values = values;
    }

    static Optional<Columns> of(List<Tick> floors, String name, String series) {
      List<Tick> both =
          floors.stream()
              .filter(t -> t.samples().containsKey(name) && t.samples().containsKey(series))
              .toList();
      List<Tick> used = both.subList((int) (BURN_IN * both.size()), both.size());
      if (used.size() < FloorSeries.FEWEST) {
        return Optional.empty();
      }
      MemorySample last = used.get(used.size() - 1).samples().get(name);
      return last == null || last.bound().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Columns(
                  name,
                  last.bound().getAsDouble(),
                  values(used, name),
                  used.stream().mapToDouble(tick -> tick.counts().ended()).toArray(),
                  values(used, series)));
    }

    private static double[] values(List<Tick> ticks, String name) {
      return ticks.stream()
          .flatMap(tick -> Optional.ofNullable(tick.samples().get(name)).stream())
          .mapToDouble(MemorySample::value)
          .toArray();
    }

    double[][] centred() {
      double meanCount = Arrays.stream(count).average().orElse(0);
      double meanRequests = Arrays.stream(requests).average().orElse(0);
      double[][] rows = new double[count.length][2];
      for (int i = 0; i < rows.length; i++) {
        rows[i][0] = count[i] - meanCount;
        rows[i][1] = requests[i] - meanRequests;
      }
      return rows;
    }

    double[][] withRequests() {
      double[][] rows = new double[count.length][3];
      for (int i = 0; i < rows.length; i++) {
        rows[i][0] = 1;
        rows[i][1] = count[i] - count[0];
        rows[i][2] = requests[i] - requests[0];
      }
      return rows;
    }

    double[][] alone() {
      return StageFloors.line(count);
    }

    double correlation() {
      double[][] rows = centred();
      double meanValue = Arrays.stream(values).average().orElse(0);
      double both = 0;
      double ofCount = 0;
      double ofValues = 0;
      for (int i = 0; i < rows.length; i++) {
        double value = values[i] - meanValue;
        both += rows[i][0] * value;
        ofCount += rows[i][0] * rows[i][0];
        ofValues += value * value;
      }
      return ofCount == 0 || ofValues == 0 ? 0 : both / Math.sqrt(ofCount * ofValues);
    }
  }
}
