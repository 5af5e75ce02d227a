package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Range;
import dev.tidemark.model.ScarceResource;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long something else than the memory under the limit lasts, where a target takes more and more
 * of it: descriptors, or direct memory, of which a JVM gives out as much as its heap is large
 * unless it was told otherwise.
 *
 * @param requests until its own limit is reached, from the last floor on
 */
record ResourceRoom(ScarceResource resource, Range requests) {
  private static final List<Watched> ALL =
      List.of(
          new Watched(
              ScarceResource.Kind.DESCRIPTORS,
              "process.unix.file_descriptor.count",
              "process.unix.file_descriptor.limit"),
          new Watched(
              ScarceResource.Kind.DIRECT_MEMORY, HiddenGrowth.BUFFERS, "jvm.buffer.memory.limit"));

  /** The names of the series that tell how much is used, and how much may be. */
  private record Watched(ScarceResource.Kind kind, String used, String limit) {}

  /** The one that runs out first. */
  static Optional<ResourceRoom> of(FloorSeries floors, List<SeriesVerdict> verdicts) {
    return ALL.stream()
        .flatMap(
            watched ->
                verdicts.stream()
                    .filter(one -> one.name().equals(watched.used()))
                    .filter(one -> one.verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE))
                    .flatMap(one -> one.slope().stream())
                    .flatMap(slope -> of(floors, watched, slope).stream()))
        .min(Comparator.comparingDouble(room -> room.requests().low()));
  }

  private static Optional<ResourceRoom> of(
      FloorSeries floors, Watched watched, SlopeEstimate slope) {
    return floors.floors().stream()
        .flatMap(floor -> Optional.ofNullable(floor.samples().get(watched.limit())).stream())
        .map(MemorySample::value)
        .filter(limit -> limit > 0)
        .reduce((one, later) -> later)
        .map(
            limit -> {
              double room = Math.max(0, limit - floors.last(watched.used()).value());
              return new ResourceRoom(
                  new ScarceResource(watched.kind(), limit.longValue()),
                  Projection.requests(new Range(room, room), slope));
            });
  }
}
