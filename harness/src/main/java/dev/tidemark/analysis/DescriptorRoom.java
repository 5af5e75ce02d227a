package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Range;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * How long the descriptors last that a target may open, where the number of open ones grows.
 *
 * @param limit the most that may be open at once
 * @param requests until that is reached, from the last floor on
 */
record DescriptorRoom(long limit, Range requests) {
  private static final String LIMIT = "process.unix.file_descriptor.limit";

  static Optional<DescriptorRoom> of(FloorSeries floors, List<SeriesVerdict> verdicts) {
    return verdicts.stream()
        .filter(one -> one.kind() == MetricKind.DESCRIPTORS)
        .filter(one -> one.verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE))
        .flatMap(one -> one.slope().flatMap(slope -> of(floors, one.name(), slope)).stream())
        .findFirst();
  }

  private static Optional<DescriptorRoom> of(
      FloorSeries floors, String series, SlopeEstimate slope) {
    return floors.floors().stream()
        .flatMap(floor -> Optional.ofNullable(floor.samples().get(LIMIT)).stream())
        .map(MemorySample::value)
        .filter(limit -> limit > 0)
        .reduce((one, later) -> later)
        .map(
            limit -> {
              double room = Math.max(0, limit - floors.last(series).value());
              return new DescriptorRoom(
                  limit.longValue(), Projection.requests(new Range(room, room), slope));
            });
  }
}
