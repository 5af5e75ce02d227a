package dev.tidemark.analysis;

import dev.tidemark.analysis.EvidenceOfClasses.Entries;
import dev.tidemark.model.Finding;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Everything about one arm beyond the floors of its rounds: published bounds, exact counts of
 * classes, stages, and what drives the growth. Each series verdict is decided again in its light.
 */
final class Evidence {
  private static final Set<Tick.Kind> STAGES =
      EnumSet.of(Tick.Kind.SEQUENTIAL, Tick.Kind.SAME_KEYS, Tick.Kind.IDLE, Tick.Kind.REPEAT);
  private static final String LIVE = "jvm.memory.live";
  private static final double SURE = 4;
  private static final int FIRST = 3;
  private static final int LAST = 5;

  /** More than so many times what was gained was there before. */
  private static final double ALL_OF_IT = 1.2;

  private final Plan plan;
  private final int shares;
  private final List<Tick> ticks;
  private final FloorSeries floors;
  private final OptionalDouble room;

  /**
   * @param shares how many series and arms share the error rates of the run
   * @param ticks all rows of the arm
   * @param floors those of its last long segment
   * @param room bytes that the live set may still gain; absent where no limit is known
   */
  Evidence(Plan plan, int shares, List<Tick> ticks, FloorSeries floors, OptionalDouble room) {
    this.plan = plan;
    this.shares = shares;
    this.ticks = ticks;
    this.floors = floors;
    this.room = room;
  }

  /** A series verdict after it was weighed, with what it was weighed with. */
  record Weighed(SeriesVerdict series, List<Finding> findings) {}

  /**
   * Weighs the verdict on one series.
   *
   * @param counts whether it counts for its target; what does not count is not decided again
   */
  Weighed weigh(SeriesVerdict series, boolean counts) {
    boolean flat = series.verdict().kind() == Verdict.Kind.PLATEAU;
    if (!series.kind().convicts() || (series.kind() != MetricKind.LIVE_SET && (flat || !counts))) {
      return new Weighed(series, List.of());
    }
    Optional<Attribution.Result> attribution =
        new Attribution(ticks, plan.concurrency()).of(series);
    SeriesVerdict rated = attribution.map(a -> series.with(a.rates())).orElse(series);
    List<Finding> ofStages = new StageEvidence(ticks, shares).of(rated);
    SeriesVerdict bounded =
        new Filling(shares, ticks, floors, room).of(rated, ofStages).map(rated::with).orElse(rated);
    Optional<Entries> entries =
        series.kind() == MetricKind.LIVE_SET
            ? new EvidenceOfClasses(plan.allowance()).of(bounded, floors.floors(), ticks)
            : Optional.empty();
    Optional<SeriesVerdict> inTime =
        ofStages.stream()
            .filter(f -> f.source().equals(Stage.IDLE.word()))
            .filter(f -> f.outcome() == Finding.Outcome.GROWS)
            .findFirst()
            .flatMap(f -> lineInTime(bounded));
    EvidenceRule.Case found =
        new EvidenceRule.Case(
            ofStages,
            inTime.isPresent(),
            inTime
                .map(line -> gained(line, tick -> tick.nanos() / 1e9))
                .orElseGet(() -> gained(bounded, tick -> (double) tick.counts().ended())),
            rest(bounded),
            repeated(bounded),
            floors.rounds() >= Looks.FIRST_PLATEAU,
            entries);
    Verdict verdict = new EvidenceRule(plan.allowance().of(series.kind())).decide(bounded, found);
    boolean grows = verdict.kind().worseThan(Verdict.Kind.INCONCLUSIVE);
    Verdict told =
        attribution
            .filter(a -> grows)
            .flatMap(a -> Attribution.driver(a.rates(), series.unit()))
            .map(driver -> verdict.because(verdict.reason() + "; " + driver))
            .orElse(verdict);
    List<Finding> findings = new ArrayList<>(ofStages);
    entries.ifPresent(one -> findings.add(one.finding()));
    attribution.ifPresent(a -> findings.add(a.finding()));
    return new Weighed(bounded.with(told), findings);
  }

  /** The verdict on the rounds against time instead of requests, where it is that of a line. */
  private Optional<SeriesVerdict> lineInTime(SeriesVerdict series) {
    StageFloors rounds = StageFloors.ofRounds(series.name(), ticks);
    int last = rounds.length() - 1;
    double seconds = last < 0 ? 0 : rounds.seconds()[last] - rounds.seconds()[0];
    if (!(seconds > 0) || !(sent(rounds) > 0)) {
      return Optional.empty();
    }
    Question question =
        new Question(
            series.sensitivity() * sent(rounds) / seconds,
            plan.allowance().of(series.kind()),
            SeriesJudge.LOOKS,
            shares,
            floors.rounds(),
            true);
    SeriesVerdict judged =
        new SeriesAnalyst()
            .judge(
                new Series(
                    series.name(), series.kind(), series.unit(), rounds.seconds(), rounds.values()),
                question);
    boolean line =
        judged.verdict().kind() == Verdict.Kind.LEAK
            || (judged.verdict() instanceof Verdict.Growing growing && growing.linear());
    return line ? Optional.of(judged) : Optional.empty();
  }

  /**
   * Why evidence on the live set that was carried out, or asked for, did not suffice. That what
   * drives the growth cannot be told apart is said only where stages were asked for.
   */
  List<String> undecided(List<Finding> findings) {
    boolean asked = plan.stages().stream().anyMatch(word -> Stage.named(word).isPresent());
    return findings.stream()
        .filter(f -> f.outcome() == Finding.Outcome.UNDECIDED)
        .filter(f -> f.series().equals(LIVE))
        .filter(f -> asked || Stage.named(f.source()).isPresent())
        .map(f -> f.source() + ": " + f.sentence())
        .toList();
  }

  /** What was gained from the start of the fitted line to the last floor of all, less noise. */
  private double gained(SeriesVerdict series, ToDoubleFunction<Tick> x) {
    double start = series.line().map(SeriesVerdict.FittedLine::x0).orElse(Double.MAX_VALUE);
    double[] values =
        Stream.concat(
                floors.floors().stream().filter(tick -> x.applyAsDouble(tick) >= start),
                ticks.stream().filter(tick -> STAGES.contains(tick.kind())))
            .flatMap(tick -> Optional.ofNullable(tick.samples().get(series.name())).stream())
            .mapToDouble(MemorySample::value)
            .toArray();
    if (values.length < FIRST + LAST) {
      return 0;
    }
    double first = Order.median(Arrays.copyOfRange(values, 0, FIRST));
    double last = Order.median(Arrays.copyOfRange(values, values.length - LAST, values.length));
    return Math.max(0, last - first - SURE * series.noise());
  }

  /**
   * What the time without traffic left. What stays is counted from the lowest floor of all, so that
   * a warm-up counts, too; it cannot be told where more was let go than the rounds had gained.
   */
  private EvidenceRule.Rest rest(SeriesVerdict series) {
    double[] idle = StageFloors.of(Stage.IDLE, series.name(), ticks).values();
    StageFloors rounds = StageFloors.ofAllRounds(series.name(), ticks);
    if (idle.length < FIRST + LAST || rounds.isEmpty()) {
      return EvidenceRule.Rest.NONE;
    }
    double[] end = Arrays.copyOfRange(idle, idle.length - LAST, idle.length);
    double start = Order.median(Arrays.copyOfRange(idle, 0, FIRST));
    double lost = start - Order.median(end);
    double lowest = Arrays.stream(rounds.values()).min().orElse(start);
    double gained = Math.max(start, Arrays.stream(rounds.values()).max().orElse(start)) - lowest;
    double requests = rounds.ended()[rounds.length() - 1] - rounds.ended()[0];
    double stays =
        lost > ALL_OF_IT * gained || requests <= 0
            ? Double.POSITIVE_INFINITY
            : (Arrays.stream(end).max().orElse(start) - lowest) / requests;
    return lost > SURE * series.noise()
        ? new EvidenceRule.Rest(lost, stays)
        : EvidenceRule.Rest.NONE;
  }

  /** The share of the requests of the last segment that was sent again. */
  private double repeated(SeriesVerdict series) {
    double rounds = sent(StageFloors.ofRounds(series.name(), ticks));
    return rounds == 0 ? 0 : sent(StageFloors.of(Stage.REPEAT, series.name(), ticks)) / rounds;
  }

  private static double sent(StageFloors floors) {
    return floors.isEmpty() ? 0 : floors.ended()[floors.length() - 1] - floors.ended()[0];
  }
}
