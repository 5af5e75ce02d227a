package dev.tidemark.analysis;

import dev.tidemark.model.Limit;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Series;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the reader of a verdict should know besides: gaps, failures, a heap near its limit, the
 * target's own claims.
 */
final class Notes {
  private static final double NEAR = 0.85;

  private Notes() {}

  static List<String> of(
      List<Tick> ticks, List<RunEvent> events, List<Series> series, TargetIdentity target) {
    List<String> notes = new ArrayList<>();
    events.stream()
        .filter(e -> e.event().equals(Events.NOTE) || e.event().equals(Events.WITHDRAWN))
        .map(RunEvent::detail)
        .distinct()
        .forEach(notes::add);
    Map<String, Integer> gaps = new TreeMap<>();
    ticks.forEach(
        tick ->
            tick.missed().forEach((probe, why) -> gaps.merge(probe + ": " + why, 1, Integer::sum)));
    gaps.forEach(
        (why, times) ->
            notes.add(times + (times == 1 ? " reading" : " readings") + " missing, " + why));
    if (!ticks.isEmpty()) {
      unasked(ticks).ifPresent(notes::add);
    }
    target.limit().ifPresent(limit -> nearLimit(limit, series, notes));
    ownClaims(series, notes);
    return notes;
  }

  /** That failed requests were tried, and aborted ones were not, without a choice of stages. */
  static Optional<String> notTried(Plan plan, List<Tick> ticks) {
    boolean onlyWhole =
        plan.asked().stream().noneMatch(Stage::follows)
            && !plan.modes().contains(Stage.ABORT)
            && ticks.stream().anyMatch(tick -> tick.kind() == Tick.Kind.ERROR);
    return onlyWhole
        ? Optional.of(
            "answers that clients give up were not tried, since none is streamed: try --stream")
        : Optional.empty();
  }

  /** What failed without having been sent to fail. */
  private static Optional<String> unasked(List<Tick> ticks) {
    long failed = 0;
    long ended = 0;
    RequestCounts before = RequestCounts.NONE;
    Set<Integer> errors =
        ticks.stream()
            .filter(tick -> tick.kind() == Tick.Kind.ERROR || tick.kind() == Tick.Kind.UPSTREAM)
            .map(Tick::segment)
            .collect(Collectors.toSet());
    for (Tick tick : ticks) {
      RequestCounts now = tick.counts();
      if (!errors.contains(tick.segment())) {
        failed += Math.max(0, now.failed() - before.failed());
        ended += Math.max(0, now.ended() - before.ended());
      }
      before = now;
    }
    return failed == 0
        ? Optional.empty()
        : Optional.of(
            failed + " of " + ended + " requests failed; growth is counted over all of them");
  }

  private static void nearLimit(Limit limit, List<Series> series, List<String> notes) {
    for (Series one : series) {
      double[] y = one.y();
      if (one.kind() == MetricKind.LIVE_SET && y[y.length - 1] > NEAR * limit.size().bytes()) {
        notes.add(
            "the floor stands above 85% of the limit of "
                + limit.size()
                + ": the target is about to die");
      }
    }
  }

  /**
   * Compares the growth that the target publishes with the growth of the live set over the same
   * rounds.
   */
  private static void ownClaims(List<Series> all, List<String> notes) {
    Series live =
        all.stream().filter(s -> s.kind() == MetricKind.LIVE_SET).findFirst().orElse(null);
    if (live == null) {
      return;
    }
    for (Series claim : all) {
      if (claim.kind() == MetricKind.BYTES
          && claim.name().startsWith("stats/")
          && claim.length() == live.length()) {
        double claimed = SeriesJudge.moved(claim);
        if (claimed > 0) {
          notes.add(
              String.format(
                  Locale.ROOT,
                  "the live set grew by %.4f of what %s says, over the same rounds",
                  SeriesJudge.moved(live) / claimed,
                  claim.name()));
        }
      }
    }
  }
}
