package dev.tidemark.analysis;

import dev.tidemark.diagnosis.ClassGrowth;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Range;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Turns everything that was recorded about one arm into its verdict.
 *
 * <p>The verdict is the worst of the series that may convict. The live set always counts; a
 * secondary series counts as GROWING or INCONCLUSIVE only when it moved by more than {@value
 * #MATERIAL} of its allowance, since metaspace, threads and descriptors settle long after traffic
 * begins, by steps that no test of shape can tell from growth.
 */
public final class ArmAnalyst {
  private static final double MATERIAL = 0.1;

  /** Looks of a first short segment and of a long one after it; they share the error rates. */
  private static final int LOOKS =
      Looks.within(RoundLimits.FIRST_SEGMENT).count()
          + Looks.within(RoundLimits.LATER_SEGMENT).count();

  private static final int LEAST_ROUNDS = 16;

  private final Plan plan;
  private final int arms;
  private final SeriesAnalyst analyst = new SeriesAnalyst();

  /**
   * @param arms how many arms the run has: they share its error rate
   */
  public ArmAnalyst(Plan plan, int arms) {
    this.plan = plan;
    this.arms = arms;
  }

  /**
   * The verdict on what was recorded so far.
   *
   * @param ticks the rows of this arm, in order
   * @param events those of this arm
   */
  public TargetVerdict judge(TargetIdentity target, List<Tick> ticks, List<RunEvent> events) {
    FloorSeries floors = FloorSeries.lastSegmentOf(ticks);
    List<Series> series = floors.all();
    int convicting = (int) series.stream().filter(s -> s.kind().convicts()).count();
    List<SeriesVerdict> verdicts =
        series.stream()
            .map(one -> judge(one, floors.rounds(), Math.max(1, convicting) * arms))
            .toList();
    LoadTime load = LoadTime.of(ticks, events);
    Pressure pressure = Pressure.of(ticks);
    List<String> notes = new ArrayList<>(Notes.of(ticks, events, series, target));
    Verdict verdict = combine(floors, series, verdicts, events);
    Optional<SeriesVerdict> primary = primary(verdicts, verdict);
    Optional<Range> requestsToLimit = requestsToLimit(target, floors, verdict, primary);
    List<Suspect> suspects =
        verdict.kind().worseThan(Verdict.Kind.FILLING)
            ? new ClassGrowth().suspects(floors.floors())
            : List.of();
    long ended = ticks.isEmpty() ? 0 : ticks.get(ticks.size() - 1).counts().ended();
    return new TargetVerdict(
        target.name(),
        verdict,
        target.expected(),
        verdicts,
        ended,
        load.requestsPerSecond(),
        load.seconds(),
        target.limit(),
        requestsToLimit,
        requestsToLimit.flatMap(load::seconds),
        floors.lastPrimary().map(s -> OptionalDouble.of(s.value())).orElse(OptionalDouble.empty()),
        pressure.peakBytes(),
        pressure.perInFlight(),
        pressure.safeInFlight(target.limit(), floors.lastPrimary().map(MemorySample::value)),
        suspects,
        notes);
  }

  private SeriesVerdict judge(Series series, int rounds, int shares) {
    return analyst.judge(
        series,
        new Question(
            sensitivity(series.kind()),
            plan.allowance().of(series.kind()),
            LOOKS,
            shares,
            rounds,
            true));
  }

  /** The growth that matters, scaled from bytes to other kinds as the default allowances are. */
  private double sensitivity(MetricKind kind) {
    double bytes = plan.sensitivity().bytes();
    return switch (kind) {
      case LIVE_SET, BYTES, RESIDENT -> bytes;
      case ENTRIES, THREADS, DESCRIPTORS, CLASSES ->
          bytes * Allowance.DEFAULT.of(kind) / Allowance.DEFAULT.of(MetricKind.BYTES);
      case BOUNDED, SHOWN -> bytes;
    };
  }

  private Verdict combine(
      FloorSeries floors,
      List<Series> series,
      List<SeriesVerdict> verdicts,
      List<RunEvent> events) {
    Optional<RunEvent> crashed = first(events, Events.CRASHED);
    if (crashed.isPresent()) {
      return new Verdict.Crashed(crashed.get().detail());
    }
    Verdict worst = null;
    for (int i = 0; i < verdicts.size(); i++) {
      SeriesVerdict one = verdicts.get(i);
      if (counts(one, series.get(i))
          && (worst == null || one.verdict().kind().worseThan(worst.kind()))) {
        worst = named(one);
      }
    }
    if (worst == null) {
      return new Verdict.Inconclusive(
          floors.rounds() < FloorSeries.FEWEST
              ? "only "
                  + floors.rounds()
                  + " rounds have a floor; "
                  + LEAST_ROUNDS
                  + " are the least to judge by"
              : "no memory could be read that may convict");
    }
    Optional<RunEvent> withdrawn = first(events, Events.WITHDRAWN);
    if (withdrawn.isPresent() && worst.kind() != Verdict.Kind.LEAK) {
      return new Verdict.Inconclusive(withdrawn.get().detail());
    }
    return new Filling(floors).orElse(worst);
  }

  private boolean counts(SeriesVerdict verdict, Series series) {
    if (series.kind() == MetricKind.LIVE_SET) {
      return true;
    }
    if (!series.kind().convicts() && series.kind() != MetricKind.RESIDENT) {
      return false;
    }
    return switch (verdict.verdict().kind()) {
      case LEAK, CRASHED -> true;
      case PLATEAU, FILLING -> series.kind().convicts();
      case GROWING, INCONCLUSIVE -> {
        double[] y = series.y();
        double moved = y[y.length - 1] - y[y.length / 4];
        boolean material = moved > MATERIAL * plan.allowance().of(series.kind());
        yield material
            && (series.kind().convicts() || verdict.verdict().kind() == Verdict.Kind.GROWING);
      }
    };
  }

  /** The verdict of a series, which says which series where it is not the live set. */
  private static Verdict named(SeriesVerdict series) {
    if (series.kind() == MetricKind.LIVE_SET) {
      return series.verdict();
    }
    String reason = series.name() + ": " + series.verdict().reason();
    return switch (series.verdict().kind()) {
      case LEAK, CRASHED -> new Verdict.Leak(reason);
      case GROWING ->
          new Verdict.Growing(
              reason, series.verdict() instanceof Verdict.Growing growing && growing.linear());
      case INCONCLUSIVE -> new Verdict.Inconclusive(reason);
      case FILLING, PLATEAU ->
          new Verdict.Plateau(
              reason, series.verdict() instanceof Verdict.Plateau flat ? flat.sensitivity() : 0);
    };
  }

  private static Optional<SeriesVerdict> primary(List<SeriesVerdict> verdicts, Verdict verdict) {
    return verdicts.stream()
        .filter(s -> s.kind() == MetricKind.LIVE_SET)
        .findFirst()
        .or(() -> verdicts.stream().filter(s -> s.kind().convicts()).findFirst())
        .filter(s -> verdict.kind().worseThan(Verdict.Kind.INCONCLUSIVE));
  }

  private static Optional<Range> requestsToLimit(
      TargetIdentity target, FloorSeries floors, Verdict verdict, Optional<SeriesVerdict> primary) {
    Optional<SlopeEstimate> slope = primary.flatMap(SeriesVerdict::slope);
    if (target.limit().isEmpty()
        || slope.isEmpty()
        || !verdict.kind().worseThan(Verdict.Kind.INCONCLUSIVE)) {
      return Optional.empty();
    }
    return floors
        .lastPrimary()
        .filter(last -> last.kind() == MetricKind.LIVE_SET)
        .map(
            last ->
                Projection.requestsToLimit(
                    new ByteSize(Math.round(last.value())), target.limit().get(), slope.get()));
  }

  private static Optional<RunEvent> first(List<RunEvent> events, String word) {
    return events.stream().filter(event -> event.event().equals(word)).findFirst();
  }
}
