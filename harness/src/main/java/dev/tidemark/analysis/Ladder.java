package dev.tidemark.analysis;

import static dev.tidemark.analysis.Figures.amount;
import static dev.tidemark.analysis.Figures.withInterval;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What requests leave with one in flight, two, four, and so on: whether only many at once leave
 * something. It attributes growth, and convicts nothing: the rounds had as many in flight as its
 * highest rung.
 */
final class Ladder {
  /** Less than this share of what the highest rung leaves, or of the sensitivity, is none. */
  private static final double NEARLY_NONE = 0.1;

  private final SeriesJudge judge;
  private final Map<Long, List<Tick>> rungs = new TreeMap<>();

  private record Rung(long inFlight, SeriesVerdict judged) {
    Optional<SlopeEstimate> slope() {
      return judged.slope();
    }
  }

  Ladder(SeriesJudge judge, List<Tick> ticks, List<RunEvent> events) {
    this.judge = judge;
    List<Tick> floors = ticks.stream().filter(tick -> tick.kind() == Tick.Kind.LADDER).toList();
    List<RunEvent> begun =
        events.stream().filter(event -> event.event().equals(Events.RUNG)).toList();
    for (int i = 0; i < begun.size(); i++) {
      long from = begun.get(i).nanos();
      long to = i + 1 < begun.size() ? begun.get(i + 1).nanos() : Long.MAX_VALUE;
      rungs.put(
          Long.parseLong(begun.get(i).detail()),
          floors.stream().filter(tick -> tick.nanos() > from && tick.nanos() < to).toList());
    }
  }

  /** What it shows of one series; absent where the stage was not carried out. */
  Optional<Finding> of(SeriesVerdict inRounds) {
    List<Rung> judged = new ArrayList<>();
    rungs.forEach(
        (inFlight, floors) -> {
          FloorSeries read =
              FloorSeries.lastSegmentOf(
                  floors.stream().map(tick -> tick.asFloor(tick.counts().ended())).toList());
          read.all().stream()
              .filter(series -> series.name().equals(inRounds.name()))
              .findFirst()
              .map(series -> judge.judge(series, read.last(series.name()), read.rounds()))
              .ifPresent(verdict -> judged.add(new Rung(inFlight, verdict)));
        });
    return judged.size() < 2 ? Optional.empty() : Optional.of(told(inRounds, judged));
  }

  private static Finding told(SeriesVerdict inRounds, List<Rung> rungs) {
    Rung highest = rungs.get(rungs.size() - 1);
    double least =
        NEARLY_NONE
            * Math.max(
                inRounds.sensitivity(), highest.slope().map(s -> s.interval().low()).orElse(0.0));
    List<Rung> growing =
        rungs.stream()
            .filter(rung -> rung.slope().filter(s -> s.interval().low() > least).isPresent())
            .toList();
    if (!growing.contains(highest)) {
      String all =
          rungs.stream()
              .map(rung -> Long.toString(rung.inFlight()))
              .collect(Collectors.joining(", "));
      return finding(
          inRounds, Outcome.STANDS, highest, "in flight: no growth shown with " + all + " at once");
    }
    int threshold = rungs.size() - 1;
    while (threshold > 0 && growing.contains(rungs.get(threshold - 1))) {
      threshold--;
    }
    String each =
        highest.slope().map(s -> "+" + withInterval(inRounds.unit(), s) + " each").orElse("");
    if (threshold == 0) {
      return finding(
          inRounds,
          Outcome.GROWS_LESS,
          highest,
          "in flight: it grows with one request at a time as with "
              + highest.inFlight()
              + " at once ("
              + each
              + ")");
    }
    Rung below = rungs.get(threshold - 1);
    return finding(
        inRounds,
        Outcome.GROWS,
        highest,
        "in flight: with "
            + below.inFlight()
            + " at once and fewer it is flat (at most "
            + amount(
                inRounds.unit(),
                Math.max(0, below.slope().map(s -> s.interval().high()).orElse(0.0)))
            + " each), with "
            + rungs.get(threshold).inFlight()
            + " at once it grows: "
            + each);
  }

  private static Finding finding(
      SeriesVerdict series, Outcome outcome, Rung highest, String sentence) {
    return new Finding(
        Stage.LADDER.word(),
        series.name(),
        outcome,
        highest.slope(),
        "request with " + highest.inFlight() + " in flight",
        sentence);
  }
}
