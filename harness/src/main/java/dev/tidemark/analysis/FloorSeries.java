package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The floors of one arm, cut into series: each metric against requests, inside one segment. */
final class FloorSeries {
  /** With fewer floors than this nothing can be said. */
  static final int FEWEST = 8;

  /** A segment must be this long before it replaces the one before it. */
  private static final int FEWEST_OF_A_LATER_SEGMENT = 16;

  private final List<Tick> floors;

  private FloorSeries(List<Tick> floors) {
    this.floors = List.copyOf(floors);
  }

  /**
   * The floors of the last segment that is long enough, led by the floor on which it began.
   *
   * @param ticks all rows of one arm, in order
   */
  static FloorSeries lastSegmentOf(List<Tick> ticks) {
    List<Tick> all = ticks.stream().filter(tick -> tick.kind() == Tick.Kind.FLOOR).toList();
    int chosen = all.isEmpty() ? 0 : all.get(all.size() - 1).segment();
    while (chosen > 0 && count(all, chosen) < FEWEST_OF_A_LATER_SEGMENT) {
      chosen--;
    }
    List<Tick> floors = new ArrayList<>();
    for (Tick tick : all) {
      if (tick.segment() == chosen) {
        floors.add(tick);
      } else if (tick.segment() < chosen) {
        floors.clear();
        floors.add(tick);
      }
    }
    return new FloorSeries(floors);
  }

  private static long count(List<Tick> floors, int segment) {
    return floors.stream().filter(tick -> tick.segment() == segment).count();
  }

  List<Tick> floors() {
    return floors;
  }

  /** Rounds of this segment: floors less the one on which it began. */
  int rounds() {
    return Math.max(0, floors.size() - 1);
  }

  /** Every metric with enough floors, in the order of its name. */
  List<Series> all() {
    TreeSet<String> names = new TreeSet<>();
    floors.forEach(tick -> names.addAll(tick.samples().keySet()));
    return names.stream().map(this::of).flatMap(Optional::stream).toList();
  }

  private Optional<Series> of(String name) {
    List<Tick> having = floors.stream().filter(tick -> tick.samples().containsKey(name)).toList();
    if (having.size() < FEWEST) {
      return Optional.empty();
    }
    double[] x = having.stream().mapToDouble(tick -> tick.counts().ended()).toArray();
    double[] y = having.stream().mapToDouble(tick -> sample(tick, name).value()).toArray();
    MemorySample last = sample(having.get(having.size() - 1), name);
    return Optional.of(new Series(name, last.kind(), last.unit(), x, y));
  }

  /** The last sample of a metric that is one of {@link #all()}. */
  MemorySample last(String name) {
    for (int i = floors.size() - 1; i >= 0; i--) {
      MemorySample found = floors.get(i).samples().get(name);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException("no floor holds " + name);
  }

  private static MemorySample sample(Tick tick, String name) {
    MemorySample sample = tick.samples().get(name);
    if (sample == null) {
      throw new IllegalStateException(name + " vanished from a row that had it");
    }
    return sample;
  }

  /** The last value of the live set, or of the first series that may convict. */
  Optional<MemorySample> lastPrimary() {
    for (int i = floors.size() - 1; i >= 0; i--) {
      Optional<MemorySample> found =
          floors.get(i).samples().values().stream()
              .filter(s -> s.kind() == MetricKind.LIVE_SET)
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
