package dev.tidemark.analysis;

import static dev.tidemark.analysis.Figures.amount;
import static dev.tidemark.analysis.Figures.withInterval;

import dev.tidemark.analysis.Evidence.Weighed;
import dev.tidemark.diagnosis.ClassGrowth;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Rates;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What requests leave that end otherwise than by a whole answer: aborted ones, and failed ones.
 *
 * <p>Idea: the floors of each stage are judged by the very test of the rounds, against the requests
 * that ended as the stage wants them to; rounds and stages share the error rates. A stage speaks
 * against its mode only where its growth exceeds what the completed requests of the rounds, or the
 * time that passed, may have added at the same pace. Growth that is not along a line is counted as
 * that of a secondary series is: by more than a tenth of the allowance.
 */
final class Modes {
  /** Beyond this multiple of what the rounds leave possible, growth is that of the mode. */
  private static final double EXCESS = 1.5;

  /** With a smaller share of them rounds tell nothing of failed requests. */
  private static final double FEW_FAILURES = 0.005;

  private static final String BAD_BODY = "bad-body";

  private final SeriesJudge judge;
  private final double roundsPerRequest;
  private final boolean roundsFail;
  private final Map<Stage, Floors> stages = new EnumMap<>(Stage.class);
  private final Map<Verdict.Kind, Stage> decisive = new EnumMap<>(Verdict.Kind.class);

  private record Floors(ModeFloors all, FloorSeries floors, Map<String, Series> series) {}

  /** A mode as one series shows it. */
  private record Found(Stage stage, Finding finding, Optional<Verdict> verdict) {}

  /**
   * @param judge with its share of the error rates
   * @param ticks all rows of the arm
   * @param rounds the last long segment of its rounds
   */
  Modes(SeriesJudge judge, List<Tick> ticks, FloorSeries rounds) {
    this.judge = judge;
    this.roundsPerRequest = perRequest(rounds.floors(), Tick::nanos) / 1e9;
    this.roundsFail = perRequest(rounds.floors(), tick -> tick.counts().failed()) > FEW_FAILURES;
    for (Stage stage : Stage.values()) {
      if (stage.isMode()) {
        ModeFloors.of(stage, ticks).ifPresent(found -> stages.put(stage, floors(found)));
      }
    }
  }

  private static Floors floors(ModeFloors all) {
    FloorSeries floors = FloorSeries.lastSegmentOf(all.floors());
    Map<String, Series> series = new HashMap<>();
    floors.all().forEach(one -> series.put(one.name(), one));
    return new Floors(all, floors, series);
  }

  /** What the rounds gained of something for each request; 0 where there were none. */
  private static double perRequest(List<Tick> floors, ToLongFunction<Tick> amount) {
    if (floors.size() < 2) {
      return 0;
    }
    Tick first = floors.get(0);
    Tick last = floors.get(floors.size() - 1);
    long requests = last.counts().ended() - first.counts().ended();
    double gained = amount.applyAsLong(last) - amount.applyAsLong(first);
    return requests == 0 ? 0 : gained / requests;
  }

  /**
   * The name of what a stage sends, in words. Where ordinary requests fail, too, those with a bad
   * body are called so: they may fail otherwise, and leave other things behind.
   */
  private String named(Stage stage) {
    return stage == Stage.ERROR && roundsFail ? BAD_BODY : mode(stage);
  }

  /** The name of what a stage sends, in {@code byMode}. */
  private static String mode(Stage stage) {
    return switch (stage) {
      case ABORT -> Attribution.ABORTED;
      case UPSTREAM -> Attribution.UPSTREAM_FAILED;
      default -> Attribution.FAILED;
    };
  }

  /** The verdict on one series, decided again in the light of what the modes show of it. */
  Weighed weigh(Weighed byRounds) {
    SeriesVerdict series = byRounds.series();
    if (stages.isEmpty() || !series.kind().convicts()) {
      return byRounds;
    }
    List<Found> found = new ArrayList<>();
    Map<String, SlopeEstimate> byMode = new HashMap<>(series.rates().byMode());
    stages.forEach(
        (stage, floors) -> {
          Series one = floors.series().get(series.name());
          if (one != null) {
            judged(stage, floors, one, series, byMode).ifPresent(found::add);
          }
        });
    if (found.isEmpty()) {
      return byRounds;
    }
    found.sort(
        Comparator.comparing(f -> f.verdict().map(Verdict::kind).orElse(Verdict.Kind.PLATEAU)));
    List<Finding> findings = new ArrayList<>(byRounds.findings());
    found.forEach(f -> findings.add(f.finding()));
    findings.add(completed(series));
    Rates rates = series.rates();
    SeriesVerdict rated =
        series.with(new Rates(rates.perHour(), rates.perSecond(), rates.perInFlight(), byMode));
    return new Weighed(rated.with(decided(series, found)), findings);
  }

  private Optional<Found> judged(
      Stage stage,
      Floors floors,
      Series of,
      SeriesVerdict inRounds,
      Map<String, SlopeEstimate> byMode) {
    SeriesVerdict judged =
        judge.judge(of, floors.floors().last(of.name()), floors.floors().rounds());
    boolean live = judged.kind() == MetricKind.LIVE_SET;
    if (!live && !(judge.counts(judged, of) && grows(judged.verdict()))) {
      return Optional.empty();
    }
    boolean ofAllThatFail = stage != Stage.ERROR || !roundsFail || grows(judged.verdict());
    judged
        .slope()
        .filter(slope -> ofAllThatFail)
        .ifPresent(slope -> byMode.put(mode(stage), slope));
    return Optional.of(found(stage, judged, of, inRounds, floors.all().secondsPerRequest()));
  }

  private static boolean grows(Verdict verdict) {
    return verdict.kind().worseThan(Verdict.Kind.INCONCLUSIVE);
  }

  private Found found(
      Stage stage, SeriesVerdict judged, Series of, SeriesVerdict inRounds, double pace) {
    String mode = named(stage);
    String each =
        judged.slope().map(s -> "+" + withInterval(judged.unit(), s) + " each").orElse("");
    if (grows(judged.verdict())) {
      boolean excess =
          judged.slope().map(s -> s.interval().low() > explained(inRounds, pace)).orElse(false);
      boolean line =
          judged.verdict().kind() == Verdict.Kind.LEAK
              || (judged.verdict() instanceof Verdict.Growing growing && growing.linear());
      if (!excess) {
        return found(
            stage,
            Outcome.GROWS_LESS,
            judged,
            mode + ": " + each + ", which completed requests or time explain",
            Optional.empty());
      }
      if (line || judge.material(of)) {
        return found(
            stage,
            Outcome.GROWS,
            judged,
            mode + ": " + each,
            Optional.of(judged.verdict().because(told(mode, judged.verdict().reason()))));
      }
      return found(
          stage,
          Outcome.UNDECIDED,
          judged,
          mode + ": " + each + ", but little so far and not along a line; it may settle",
          Optional.empty());
    }
    boolean flat = flat(judged);
    String shown =
        judged.detectable().isPresent()
            ? "detectable " + amount(judged.unit(), judged.detectable().getAsDouble())
            : "too few rounds to tell";
    return found(
        stage,
        flat ? Outcome.STANDS : Outcome.UNDECIDED,
        judged,
        mode + ": " + (flat ? "flat" : "no growth seen") + ", " + shown,
        Optional.empty());
  }

  /** Whether growth of the sensitivity is ruled out, by the plateau test or by the interval. */
  private static boolean flat(SeriesVerdict judged) {
    double sensitivity = judged.sensitivity();
    return judged.reached().orElse(Double.MAX_VALUE) < sensitivity
        || (judged.detectable().orElse(Double.MAX_VALUE) < sensitivity
            && judged.slope().filter(s -> s.interval().high() < sensitivity).isPresent());
  }

  private Found found(
      Stage stage,
      Outcome outcome,
      SeriesVerdict judged,
      String sentence,
      Optional<Verdict> verdict) {
    return new Found(
        stage,
        new Finding(
            stage.word(),
            judged.name(),
            outcome,
            judged.slope(),
            named(stage) + " request",
            sentence),
        verdict);
  }

  private static String told(String mode, String reason) {
    String with = " with every " + mode + " request";
    return reason.contains(" per request")
        ? reason.replaceFirst(" per request", with)
        : with + " it " + reason;
  }

  /** The growth per request of the mode that the rounds leave possible without it. */
  private double explained(SeriesVerdict inRounds, double pace) {
    double high = inRounds.slope().map(s -> s.interval().high()).orElse(Double.MAX_VALUE);
    double slower = roundsPerRequest > 0 ? Math.max(1, pace / roundsPerRequest) : 1;
    return EXCESS * Math.max(0, high) * slower;
  }

  /** What the rounds showed, as a line beside those of the modes. */
  private static Finding completed(SeriesVerdict series) {
    boolean flat = series.verdict().kind() == Verdict.Kind.PLATEAU || flat(series);
    String each =
        series.slope().map(s -> "+" + withInterval(series.unit(), s) + " each").orElse("not known");
    String detectable =
        series.detectable().isPresent()
            ? ", detectable " + amount(series.unit(), series.detectable().getAsDouble())
            : "";
    boolean grows = grows(series.verdict());
    return new Finding(
        "rounds",
        series.name(),
        grows ? Outcome.GROWS : flat ? Outcome.STANDS : Outcome.UNDECIDED,
        series.slope(),
        "completed request",
        "completed: " + (grows ? each : (flat ? "flat" : "no growth shown") + detectable));
  }

  private Verdict decided(SeriesVerdict series, List<Found> found) {
    Verdict rounds = series.verdict();
    Found first = found.get(0);
    Optional<Verdict> byMode =
        first.verdict().filter(verdict -> verdict.kind().worseThan(rounds.kind()));
    byMode.ifPresent(verdict -> decisive.putIfAbsent(verdict.kind(), first.stage()));
    List<String> words = new ArrayList<>();
    words.add(byMode.orElse(rounds).reason());
    found.stream()
        .skip(byMode.isPresent() ? 1 : 0)
        .forEach(one -> words.add(one.finding().sentence()));
    byMode.ifPresent(verdict -> words.add(completed(series).sentence()));
    return byMode.orElse(rounds).because(String.join("; ", words));
  }

  /** The stage that gave a verdict of this kind; empty where the rounds did. */
  Optional<Stage> decisive(Verdict.Kind kind) {
    return Optional.ofNullable(decisive.get(kind));
  }

  /** Who grows in a stage. */
  List<Suspect> suspects(Stage stage) {
    return Optional.ofNullable(stages.get(stage))
        .map(floors -> new ClassGrowth().suspects(floors.floors().floors()))
        .orElse(List.of())
        .stream()
        .map(one -> ofMode(one, named(stage)))
        .toList();
  }

  private static Suspect ofMode(Suspect one, String mode) {
    return new Suspect(
        one.kind(),
        one.name(),
        one.perRequest(),
        one.bytesPerRequest(),
        one.exact(),
        one.evidence().replace("per request", "per " + mode + " request"),
        one.advice());
  }
}
