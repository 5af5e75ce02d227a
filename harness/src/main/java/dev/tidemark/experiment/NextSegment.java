package dev.tidemark.experiment;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Plan;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import java.util.List;
import java.util.Optional;

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
          && !RoundSize.fits(slope, wanted * 54, floor, limit.get())) {
        wanted -= Traffic.DECK;
      }
      size = Math.max(size, wanted);
    }
    return size;
  }
}
