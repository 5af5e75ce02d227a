package dev.tidemark.analysis;

import dev.tidemark.diagnosis.ClassGrowth;
import dev.tidemark.model.Finding;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Rates;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Turns everything that was recorded about one arm into its verdict: the worst of the series that
 * count, unless the target crashed, or the evidence was withdrawn, or a published bound explains
 * the growth.
 */
public final class ArmAnalyst {
  private static final int LEAST_ROUNDS = 16;

  /** With more than this share of its live sets missing, flatness was not seen. */
  private static final double BLIND = 0.25;

  /** So far apart counts make growth per request unknown, however clear the growth is. */
  private static final double FAR_APART = 0.1;

  private final Plan plan;
  private final int arms;

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
   * @param rows those of this arm, in order
   * @param events those of this arm
   */
  public TargetVerdict judge(TargetIdentity target, List<Tick> rows, List<RunEvent> events) {
    List<Tick> ticks = RouteSwings.without(rows);
    FloorSeries floors = FloorSeries.lastSegmentOf(ticks);
    List<Series> series =
        floors.all().stream()
            .filter(one -> one.kind() != MetricKind.SHOWN)
            .sorted(Comparator.comparing(one -> one.kind() != MetricKind.LIVE_SET))
            .toList();
    long convicting = series.stream().filter(s -> s.kind().convicts()).count();
    int shares = Math.toIntExact(Math.max(1, convicting)) * arms;
    SeriesJudge judge = new SeriesJudge(plan, shares * (1 + plan.modes().size()));
    Evidence evidence = new Evidence(plan, shares, ticks, floors, room(target, floors));
    UnknownRequests unknown = new UnknownRequests(floors.floors());
    Circumstances circumstances = new Circumstances(judge, ticks, events);
    Modes modes = new Modes(judge, ticks, floors);
    HiddenGrowth hidden = new HiddenGrowth(ticks, plan);
    List<Evidence.Weighed> weighed =
        series.stream()
            .map(
                one -> {
                  SeriesVerdict judged =
                      unknown.widened(judge.judge(one, floors.last(one.name()), floors.rounds()));
                  Evidence.Weighed byRounds = evidence.weigh(judged, judge.counts(judged, one));
                  Evidence.Weighed told = circumstances.tell(modes.weigh(byRounds));
                  return new Evidence.Weighed(hidden.weigh(told.series(), one), told.findings());
                })
            .toList();
    List<SeriesVerdict> verdicts = weighed.stream().map(Evidence.Weighed::series).toList();
    LoadTime load = LoadTime.of(ticks, events);
    Optional<ServedCounter> counter = ServedCounter.of(ticks);
    Verdict verdict =
        reconciled(combine(judge, hidden, target, floors, series, verdicts, events), counter);
    Optional<Stage> mode = modes.decisive(verdict.kind());
    Optional<SeriesVerdict> growing =
        mode.isPresent() ? Optional.empty() : Outlook.growing(verdicts, verdict);
    Optional<SlopeEstimate> slope = growing.flatMap(SeriesVerdict::slope);
    Pressure pressure = Pressure.of(ticks, slope.map(SlopeEstimate::perRequest).orElse(0.0));
    OptionalLong safe =
        pressure.safeInFlight(target.limit(), floors.lastPrimary().map(MemorySample::value));
    List<String> notes = new ArrayList<>(Notes.of(ticks, events, series, target));
    counter.ifPresent(one -> notes.add(one.words()));
    floors.joined().ifPresent(notes::add);
    if (safe.isPresent() && safe.getAsLong() < plan.concurrency()) {
      notes.add(
          "only "
              + safe.getAsLong()
              + " requests in flight are safe under the limit, and "
              + plan.concurrency()
              + " are asked for: it may die of its load without a leak");
    }
    if (verdict.kind() == Verdict.Kind.PLATEAU) {
      Notes.notTried(plan, ticks).ifPresent(notes::add);
    }
    List<Finding> findings = weighed.stream().flatMap(one -> one.findings().stream()).toList();
    notes.addAll(evidence.undecided(findings));
    Outlook.Facts facts =
        new Outlook.Facts(
            plan,
            target.limit(),
            ticks,
            floors,
            verdict,
            slope,
            growing.map(SeriesVerdict::rates).orElse(Rates.NONE),
            load,
            pressure,
            DeathNote.in(events, ticks));
    Outlook outlook =
        Outlook.of(facts)
            .orSooner(
                mode.isPresent() ? Optional.empty() : ResourceRoom.of(floors, verdicts),
                facts.rate());
    WhoGrows who = new WhoGrows(verdict.kind(), floors, verdicts, events);
    List<Suspect> suspects = who.suspects(mode.map(modes::suspects));
    who.unseen(suspects, plan).ifPresent(notes::add);
    long ended = ticks.isEmpty() ? 0 : ticks.get(ticks.size() - 1).counts().ended();
    return TargetVerdict.of(target.name(), verdict)
        .expected(target.expected())
        .series(verdicts)
        .requests(ended)
        .requestsPerSecond(load.requestsPerSecond())
        .loadSeconds(load.seconds())
        .limit(target.limit())
        .requestsToLimit(outlook.requestsToLimit())
        .secondsToLimit(outlook.secondsToLimit())
        .lastFloor(
            floors
                .lastPrimary()
                .map(s -> OptionalDouble.of(s.value()))
                .orElse(OptionalDouble.empty()))
        .peakBytes(pressure.peakBytes())
        .perInFlight(pressure.perInFlight())
        .safeInFlight(safe)
        .suspects(suspects)
        .notes(notes)
        .findings(findings)
        .sizing(outlook.sizing())
        .build();
  }

  /**
   * How many requests it takes in all until memory that is taken in chunks, or moves by megabytes,
   * would show growth that matters; none where it would already.
   *
   * @param rows of one arm, in order
   */
  public OptionalLong requestsToShowHidden(List<Tick> rows) {
    HiddenGrowth hidden = new HiddenGrowth(rows, plan);
    return FloorSeries.lastSegmentOf(rows).all().stream()
        .flatMapToLong(series -> hidden.requests(series).stream())
        .max();
  }

  /**
   * Whether one more load after the rounds may tell of native memory that grew in those so far.
   *
   * @param rows of one arm, in order
   */
  public boolean oneMoreLoadTells(List<Tick> rows) {
    return new HiddenGrowth(rows, plan).oneMoreLoadTells();
  }

  /**
   * Every class that grows, those that a verdict names and all others.
   *
   * @param rows of one arm, in order
   */
  public List<Suspect> growing(List<Tick> rows) {
    return new ClassGrowth().growing(FloorSeries.lastSegmentOf(rows).floors());
  }

  private static Verdict combine(
      SeriesJudge judge,
      HiddenGrowth hidden,
      TargetIdentity target,
      FloorSeries floors,
      List<Series> series,
      List<SeriesVerdict> verdicts,
      List<RunEvent> events) {
    Optional<RunEvent> crashed = first(events, Events.CRASHED);
    if (crashed.isPresent()) {
      return new Verdict.Crashed(crashed.get().detail() + lastFloor(target, floors));
    }
    boolean filling =
        verdicts.stream()
            .anyMatch(
                one ->
                    one.kind() == MetricKind.LIVE_SET
                        && one.verdict().kind() == Verdict.Kind.FILLING);
    boolean parted = verdicts.stream().anyMatch(one -> one.kind() == MetricKind.NATIVE);
    Verdict worst = null;
    for (int i = 0; i < verdicts.size(); i++) {
      SeriesVerdict one = verdicts.get(i);
      boolean explained = (filling || parted) && one.kind() == MetricKind.RESIDENT;
      if (!explained
          && (judge.counts(one, series.get(i)) || hidden.hides(series.get(i)))
          && (worst == null || one.verdict().kind().worseThan(worst.kind()))) {
        worst = named(one, verdicts);
      }
    }
    Optional<RunEvent> withdrawn = first(events, Events.WITHDRAWN);
    if (worst == null && withdrawn.isPresent()) {
      return new Verdict.Inconclusive(withdrawn.get().detail());
    }
    if (worst == null) {
      return new Verdict.Inconclusive(
          floors.rounds() < FloorSeries.FEWEST
              ? "only "
                  + floors.rounds()
                  + " rounds have a floor; "
                  + LEAST_ROUNDS
                  + " are the least to judge by, so allow a longer --budget, or traffic that lasts longer"
              : "no memory could be read that may convict");
    }
    if (withdrawn.isPresent() && worst.kind() != Verdict.Kind.LEAK) {
      return new Verdict.Inconclusive(withdrawn.get().detail());
    }
    long blind = floors.floors().stream().filter(tick -> tick.missed().containsKey("jvm")).count();
    if (blind > BLIND * floors.floors().size() && worst.kind() != Verdict.Kind.LEAK) {
      return new Verdict.Inconclusive(
          "the live set could not be read in "
              + blind
              + " of "
              + floors.floors().size()
              + " rounds: "
              + usualGap(floors));
    }
    return ofHeap(verdicts) ? SoftlyHeld.weigh(worst, target, floors, events) : worst;
  }

  /** Whether what is in the heap is a leak, the classes that are loaded included. */
  private static boolean ofHeap(List<SeriesVerdict> verdicts) {
    return verdicts.stream()
        .filter(one -> one.verdict().kind() == Verdict.Kind.LEAK)
        .allMatch(
            one ->
                one.kind() == MetricKind.LIVE_SET
                    || one.kind() == MetricKind.CLASSES
                    || one.kind() == MetricKind.ENTRIES
                    || one.kind() == MetricKind.INDIRECT
                    || one.name().equals("jvm.memory.metaspace"));
  }

  /** The reason that most readings of the JVM are missing for. */
  private static String usualGap(FloorSeries floors) {
    Map<String, Long> reasons =
        floors.floors().stream()
            .flatMap(tick -> Optional.ofNullable(tick.missed().get("jvm")).stream())
            .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()));
    return reasons.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("no reason is known");
  }

  /**
   * A verdict on growth per request needs to know the requests: it is withdrawn where the target
   * counted others than the injector. A leak stays one unless they are far apart.
   */
  private static Verdict reconciled(Verdict verdict, Optional<ServedCounter> counter) {
    boolean apart =
        counter
            .filter(one -> !one.agrees())
            .filter(one -> verdict.kind() != Verdict.Kind.LEAK || one.share() > FAR_APART)
            .isPresent();
    return apart && verdict.kind() != Verdict.Kind.CRASHED
        ? new Verdict.Inconclusive(
            counter.map(ServedCounter::words).orElse("") + "; in the rounds: " + verdict.reason())
        : verdict;
  }

  /** What the live set may still gain under the limit, at the least. */
  private static OptionalDouble room(TargetIdentity target, FloorSeries floors) {
    Optional<MemorySample> last =
        floors.lastPrimary().filter(one -> one.kind() == MetricKind.LIVE_SET);
    return target.limit().isPresent() && last.isPresent()
        ? OptionalDouble.of(
            Math.max(0, target.limit().get().usable().least().bytes() - last.get().value()))
        : OptionalDouble.empty();
  }

  private static String lastFloor(TargetIdentity target, FloorSeries floors) {
    return floors
        .lastPrimary()
        .map(
            last ->
                "; the last floor was "
                    + last.unit().format(last.value())
                    + target.limit().map(limit -> " of " + limit.size()).orElse(""))
        .orElse("");
  }

  /** The verdict of a series, which says which series where it is not the live set. */
  private static Verdict named(SeriesVerdict series, List<SeriesVerdict> all) {
    if (series.kind() == MetricKind.LIVE_SET) {
      return series.verdict().kind() == Verdict.Kind.LEAK
          ? series.verdict().because(series.verdict().reason() + Explanation.beside(series, all))
          : series.verdict();
    }
    String reason = series.name() + ": " + series.verdict().reason();
    return switch (series.verdict().kind()) {
      case LEAK, CRASHED -> new Verdict.Leak(Explanation.of(series, all) + "; " + reason);
      case GROWING ->
          new Verdict.Growing(
              Explanation.of(series, all) + "; " + reason,
              series.verdict() instanceof Verdict.Growing growing && growing.linear());
      case INCONCLUSIVE ->
          new Verdict.Inconclusive(
              series.kind() == MetricKind.NATIVE
                  ? Explanation.of(series, all) + "; " + reason
                  : reason);
      case FILLING -> series.verdict().because(reason);
      case PLATEAU ->
          new Verdict.Plateau(
              reason, series.verdict() instanceof Verdict.Plateau flat ? flat.sensitivity() : 0);
    };
  }

  private static Optional<RunEvent> first(List<RunEvent> events, String word) {
    return events.stream().filter(event -> event.event().equals(word)).findFirst();
  }
}
