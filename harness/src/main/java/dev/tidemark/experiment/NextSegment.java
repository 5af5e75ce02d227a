package dev.tidemark.experiment;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.analysis.Looks;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Finding;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Chooses the size of the larger rounds from what the small ones showed of all arms that are left.
 */
final class NextSegment {
  /** How many times as large rounds become where nothing else says how large. */
  private static final long LARGER = 8;

  /** Rounds that are less than so many times as large tell no more. */
  private static final long WORTHWHILE = 2;

  /** After so many rounds a segment may show a leak. */
  private static final int FIRST_LOOK = Looks.ofSegment(1).after(0).orElse(RoundSize.ROUNDS);

  private final RoundSize sizes;
  private final ArmAnalyst analyst;

  NextSegment(Plan plan, ArmAnalyst analyst) {
    this.sizes = new RoundSize(plan);
    this.analyst = analyst;
  }

  /**
   * The size at which larger rounds tell more of an arm that grows: along a line, or by an exact
   * count of one class, within its cache allowance so far, so that it exceeds that of bytes or of
   * entries within one segment; or bounded by a maximum that it publishes, so that this is reached
   * within the next segment, and what goes on growing afterwards is not the bounded one; or with
   * memory that hides growth, such as that which is taken in chunks, so that it would show. Empty
   * where no arm is like that, or where the time or the limit does not allow it.
   *
   * @param late whether as many rounds are over as show that an arm is flat: what is open now needs
   *     larger ones in any case
   */
  OptionalLong toTellMore(
      List<ArmRun> rest, RunRecord record, long present, boolean late, double secondsLeft) {
    long size = present;
    List<Judged> all = judged(rest, record);
    for (Judged one : all) {
      size = Math.max(size, toShowHidden(one, secondsLeft));
      Optional<SeriesVerdict> growing = growing(one.verdict());
      Optional<ConfidenceInterval> slope =
          growing.flatMap(SeriesVerdict::slope).map(SlopeEstimate::interval);
      if (late) {
        size = Math.max(size, larger(one, present, secondsLeft));
      }
      if (slope.isEmpty() || slope.get().low() <= 0) {
        continue;
      }
      OptionalLong wanted = wanted(one, growing.get().kind(), slope.get(), secondsLeft);
      if (wanted.isPresent()) {
        size = Math.max(size, wanted.getAsLong());
      }
    }
    long bearable = bearable(all, size);
    return bearable > present ? OptionalLong.of(bearable) : OptionalLong.empty();
  }

  /** The size at which memory that hides growth shows it; 0 where it does already. */
  private long toShowHidden(Judged one, double secondsLeft) {
    ArmRun run = one.run();
    OptionalLong requests = analyst.requestsToShowHidden(one.rows());
    if (requests.isEmpty()) {
      return 0;
    }
    long size = sizes.toCover(requests.getAsLong());
    double seconds = RoundSize.ROUNDS * (size / run.requestsPerSecond() + run.floorSeconds());
    return seconds < secondsLeft ? size : 0;
  }

  /**
   * The size of rounds that are larger by a good deal, where an arm is open; and by so much that
   * what grows exceeds its allowance, where there is time; 0 where there is none.
   */
  private long larger(Judged one, long present, double secondsLeft) {
    Verdict.Kind kind = one.verdict().verdict().kind();
    if (kind != Verdict.Kind.INCONCLUSIVE && kind != Verdict.Kind.GROWING) {
      return 0;
    }
    long beyond =
        one.slope()
            .filter(slope -> kind == Verdict.Kind.GROWING && slope.perRequest() > 0)
            .map(
                slope ->
                    sizes.toExceedAllowance(
                        MetricKind.LIVE_SET, slope.perRequest(), RoundSize.ROUNDS))
            .orElse(0L);
    long affordable =
        sizes.affordable(one.run().latelyPerSecond(), one.run().floorSeconds(), secondsLeft);
    long size = Math.min(affordable, Math.max(beyond, LARGER * present));
    boolean fits = one.fits(one.highest(), size * RoundSize.ROUNDS);
    return fits && size >= WORTHWHILE * present ? size : 0;
  }

  /**
   * No more than what surely grows in any arm bears under its limit until it is looked at: rounds
   * are as large for all of them, and none is to die of what another one needs.
   */
  private static long bearable(List<Judged> all, long size) {
    long most = size;
    for (Judged one : all) {
      double surely = one.slope().map(slope -> slope.interval().low()).orElse(0.0);
      most = RoundSize.largest(most, requests -> one.fits(surely, requests * FIRST_LOOK));
    }
    return most;
  }

  /** An arm, and what was recorded of it so far. */
  private record Judged(ArmRun run, List<Tick> rows, TargetVerdict verdict) {
    /** That of its first series. */
    Optional<SlopeEstimate> slope() {
      return verdict.primary().flatMap(SeriesVerdict::slope);
    }

    double highest() {
      return slope().map(slope -> slope.interval().high()).orElse(0.0);
    }

    /** Whether what so many requests add stays under the limit. */
    boolean fits(double slope, long requests) {
      return slope <= 0 || run.fits(slope, requests, verdict.lastFloor().orElse(0));
    }
  }

  private List<Judged> judged(List<ArmRun> rest, RunRecord record) {
    return rest.stream()
        .map(
            run -> {
              List<Tick> rows = record.ticksOf(run.arm().name());
              return new Judged(run, rows, analyst.judge(run.identity(), rows, List.of()));
            })
        .toList();
  }

  /** The series that grows along a line; the primary one where none does. */
  private static Optional<SeriesVerdict> growing(TargetVerdict verdict) {
    return verdict.series().stream()
        .filter(one -> one.kind().convicts())
        .filter(one -> one.verdict() instanceof Verdict.Growing growing && growing.linear())
        .findFirst()
        .or(verdict::primary);
  }

  private OptionalLong wanted(
      Judged one, MetricKind kind, ConfidenceInterval slope, double secondsLeft) {
    Verdict verdict = one.verdict().verdict();
    if (verdict instanceof Verdict.Growing growing) {
      return RoundSize.ROUNDS_BEYOND.stream()
          .flatMap(
              rounds ->
                  beyond(rounds, one, growing, kind, slope).min().stream()
                      .mapToObj(size -> new Wish(rounds, size)))
          .filter(wish -> affordable(one, kind, slope, wish, secondsLeft))
          .mapToLong(Wish::requests)
          .findFirst();
    }
    if (verdict instanceof Verdict.Filling filling) {
      return RoundSize.FULL_BY.stream()
          .map(share -> sizes.toFill(filling.requestsToFull(), share))
          .map(requests -> new Wish(RoundSize.ROUNDS, requests))
          .filter(wish -> affordable(one, kind, slope, wish, secondsLeft))
          .mapToLong(Wish::requests)
          .findFirst();
    }
    return OptionalLong.empty();
  }

  /** The sizes at which it exceeds an allowance within so many rounds: of bytes, of entries. */
  private LongStream beyond(
      int rounds, Judged one, Verdict.Growing growing, MetricKind kind, ConfidenceInterval slope) {
    LongStream.Builder beyond = LongStream.builder();
    if (growing.linear()) {
      beyond.add(sizes.toExceedAllowance(kind, slope.low(), rounds));
    }
    if (exact(one.verdict())) {
      beyond.add(
          sizes.toExceedEntries(rounds, one.run().latelyPerSecond(), one.run().floorSeconds()));
    }
    return beyond.build();
  }

  /** Whether a class gains the same with every request: the live set is judged by that, too. */
  private static boolean exact(TargetVerdict target) {
    return target.findings().stream().anyMatch(one -> one.outcome() == Finding.Outcome.EXACT);
  }

  /**
   * A segment that would tell more.
   *
   * @param requests of each of its rounds
   */
  private record Wish(int rounds, long requests) {}

  private static boolean affordable(
      Judged one, MetricKind kind, ConfidenceInterval slope, Wish wish, double secondsLeft) {
    ArmRun run = one.run();
    double seconds = wish.rounds() * (wish.requests() / run.latelyPerSecond() + run.floorSeconds());
    boolean limited = kind == MetricKind.LIVE_SET || kind == MetricKind.BYTES;
    return seconds < secondsLeft
        && (!limited || one.fits(slope.high(), wish.requests() * wish.rounds()));
  }

  /** The size that makes the sensitivity detectable, once small rounds showed nothing. */
  long size(List<ArmRun> rest, RunRecord record, double secondsLeft) {
    long size = Traffic.DECK;
    List<Judged> all = judged(rest, record);
    for (Judged one : all) {
      ArmRun run = one.run();
      double noise = one.verdict().primary().map(SeriesVerdict::noise).orElse(0.0);
      long wanted = sizes.choose(noise, run.requestsPerSecond(), run.floorSeconds(), secondsLeft);
      long fitting =
          RoundSize.largest(
              wanted, requests -> one.fits(one.highest(), requests * RoundSize.ROUNDS));
      size = Math.max(size, fitting);
    }
    return bearable(all, size);
  }
}
