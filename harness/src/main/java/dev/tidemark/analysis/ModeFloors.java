package dev.tidemark.analysis;

import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The floors of one stage as if they were those of rounds: counted by the requests that ended as
 * the stage wants them to, from the floor on which it began.
 *
 * @param secondsPerRequest of the stage, floors included
 */
record ModeFloors(List<Tick> floors, double secondsPerRequest) {
  /** Absent where the stage was not carried out, or no request ended as it wants. */
  static Optional<ModeFloors> of(Stage stage, List<Tick> ticks) {
    List<Tick> all = ticks.stream().filter(tick -> !tick.kind().underLoad()).toList();
    List<Tick> floors = new ArrayList<>();
    long start = 0;
    long ended = 0;
    for (int i = 1; i < all.size(); i++) {
      Tick tick = all.get(i);
      if (tick.kind() == stage.floor()) {
        if (floors.isEmpty()) {
          start = count(stage, all.get(i - 1).counts());
          floors.add(all.get(i - 1).asFloor(0));
        }
        ended = Math.max(ended, count(stage, tick.counts()) - start);
        floors.add(tick.asFloor(ended));
      }
    }
    if (ended == 0) {
      return Optional.empty();
    }
    double seconds = (floors.get(floors.size() - 1).nanos() - floors.get(0).nanos()) / 1e9;
    return Optional.of(new ModeFloors(List.copyOf(floors), seconds / ended));
  }

  private static long count(Stage stage, RequestCounts counts) {
    return switch (stage) {
      case ABORT -> counts.aborted();
      case ERROR -> counts.failed();
      case UPSTREAM -> counts.failed() + counts.unknown();
      default -> counts.ended();
    };
  }
}
