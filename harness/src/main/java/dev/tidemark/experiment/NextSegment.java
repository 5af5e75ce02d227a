package dev.tidemark.experiment;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Plan;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Chooses the size of the larger rounds from what the small ones showed of all arms that are left.
 */
final class NextSegment {
  private final RoundSize sizes;
  private final ArmAnalyst analyst;

  NextSegment(Plan plan, ArmAnalyst analyst) {
    this.sizes = new RoundSize(plan);
    this.analyst = analyst;
  }

  /**
   * The size at which an arm that grows along a line, within its cache allowance so far, exceeds it
   * within one segment; empty where none does, or where the time or the limit does not allow it.
   */
  OptionalLong toExceedAllowance(
      List<ArmRun> rest, RunRecord record, long present, double secondsLeft) {
    long size = present;
    for (ArmRun run : rest) {
      String name = run.arm().name();
      TargetVerdict verdict = analyst.judge(run.identity(), record.ticksOf(name), List.of());
      Optional<ConfidenceInterval> slope =
          verdict.primary().flatMap(SeriesVerdict::slope).map(SlopeEstimate::interval);
      boolean linear = verdict.verdict() instanceof Verdict.Growing growing && growing.linear();
      if (!linear || slope.isEmpty() || slope.get().low() <= 0) {
        continue;
      }
      long wanted = sizes.toExceedAllowance(slope.get().low());
      double seconds = RoundSize.ROUNDS * (wanted / run.requestsPerSecond() + run.floorSeconds());
      double floor = verdict.lastFloor().orElse(0);
      boolean fits =
          run.identity()
              .limit()
              .map(
                  l ->
                      RoundSize.fits(
                          slope.get().high(), wanted * RoundSize.ROUNDS, floor, l.size()))
              .orElse(true);
      if (seconds < secondsLeft && fits) {
        size = Math.max(size, wanted);
      }
    }
    return size > present ? OptionalLong.of(size) : OptionalLong.empty();
  }

  /** The size that makes the sensitivity detectable, once small rounds showed nothing. */
  long size(List<ArmRun> rest, RunRecord record, double secondsLeft) {
    long size = Traffic.DECK;
    for (ArmRun run : rest) {
      String name = run.arm().name();
      TargetVerdict verdict = analyst.judge(run.identity(), record.ticksOf(name), List.of());
      Optional<SeriesVerdict> primary = verdict.primary();
      double noise = primary.map(SeriesVerdict::noise).orElse(0.0);
      long wanted = sizes.choose(noise, run.requestsPerSecond(), run.floorSeconds(), secondsLeft);
      double slope =
          primary.flatMap(SeriesVerdict::slope).map(s -> s.interval().high()).orElse(0.0);
      double floor = verdict.lastFloor().orElse(0);
      Optional<ByteSize> limit = run.identity().limit().map(Limit::size);
      while (wanted > Traffic.DECK
          && slope > 0
          && limit.isPresent()
          && !RoundSize.fits(slope, wanted * RoundSize.ROUNDS, floor, limit.get())) {
        wanted -= Traffic.DECK;
      }
      size = Math.max(size, wanted);
    }
    return size;
  }
}
