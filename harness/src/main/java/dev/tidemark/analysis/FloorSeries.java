package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.SampleLayout;
import dev.tidemark.model.SampleRow;
import dev.tidemark.model.Series;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

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
    Map<Integer, Integer> lengths = new TreeMap<>();
    all.forEach(tick -> lengths.merge(tick.segment(), 1, Integer::sum));
    int chosen = all.isEmpty() ? 0 : all.get(all.size() - 1).segment();
    while (chosen > 0 && lengths.getOrDefault(chosen, 0) < FEWEST_OF_A_LATER_SEGMENT) {
      chosen--;
    }
    List<Tick> floors = new ArrayList<>();
    for (Tick tick : ofRounds(ticks)) {
      if (tick.segment() == chosen && tick.kind() == Tick.Kind.FLOOR) {
        floors.add(tick);
      } else if (tick.segment() < chosen) {
        floors.clear();
        floors.add(tick);
      }
    }
    return new FloorSeries(floors);
  }

  /** The floors of all rounds, and those after readings under load. */
  static List<Tick> ofRounds(List<Tick> ticks) {
    return ticks.stream()
        .filter(tick -> tick.kind() == Tick.Kind.FLOOR || tick.kind() == Tick.Kind.AFTER_LOAD)
        .toList();
  }

  List<Tick> floors() {
    return floors;
  }

  /** Rounds of this segment: floors less the one on which it began. */
  int rounds() {
    return Math.max(0, floors.size() - 1);
  }

  /**
   * Every metric with enough floors, in the order of its name; neighbours joined where there are
   * more readings than a test of shape can use.
   */
  List<Series> all() {
    Map<String, Metric> metrics = new TreeMap<>();
    inStretches(
        (layout, stretch) -> {
          for (int i = 0; i < layout.size(); i++) {
            SampleLayout.Column column = layout.column(i);
            metrics
                .computeIfAbsent(column.metric(), name -> new Metric(column))
                .count(column, stretch.size());
          }
        });
    metrics.values().removeIf(metric -> metric.readings < FEWEST);
    metrics.values().forEach(Metric::begin);
    inStretches((layout, stretch) -> read(layout, stretch, metrics));
    return metrics.values().stream().map(Metric::series).toList();
  }

  /** Said of a run with more rounds than a test of shape can use. */
  Optional<String> joined() {
    int readings = new JoinedReadings(floors.size(), false).y().length;
    return readings == floors.size()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "neighbouring floors were joined: %,d of them are judged as %d rounds",
                floors.size(),
                readings));
  }

  /** Neighbouring floors with one layout, in order. */
  private void inStretches(BiConsumer<SampleLayout, List<Tick>> each) {
    int from = 0;
    while (from < floors.size()) {
      SampleLayout layout = layout(floors.get(from));
      int to = from + 1;
      while (to < floors.size() && layout(floors.get(to)).equals(layout)) {
        to++;
      }
      each.accept(layout, floors.subList(from, to));
      from = to;
    }
  }

  private static SampleLayout layout(Tick tick) {
    return SampleRow.of(tick.samples()).layout();
  }

  private static void read(SampleLayout layout, List<Tick> stretch, Map<String, Metric> metrics) {
    int[] columns =
        IntStream.range(0, layout.size())
            .filter(i -> metrics.containsKey(layout.column(i).metric()))
            .toArray();
    JoinedReadings[] into =
        IntStream.of(columns)
            .mapToObj(i -> Optional.ofNullable(metrics.get(layout.column(i).metric())))
            .flatMap(Optional::stream)
            .map(metric -> metric.joined)
            .toArray(JoinedReadings[]::new);
    for (Tick tick : stretch) {
      SampleRow row = SampleRow.of(tick.samples());
      double requests = tick.counts().ended();
      for (int i = 0; i < into.length; i++) {
        into[i].add(requests, row.value(columns[i]));
      }
    }
  }

  /** One metric: counted first, then read. */
  private static final class Metric {
    private SampleLayout.Column last;
    private int readings;
    private JoinedReadings joined = new JoinedReadings(0, false);

    Metric(SampleLayout.Column column) {
      last = column;
    }

    void count(SampleLayout.Column column, int more) {
      last = column;
      readings += more;
    }

    void begin() {
      joined = new JoinedReadings(readings, JoinedReadings.lowestOf(last));
    }

    Series series() {
      return new Series(last.metric(), last.kind(), last.unit(), joined.x(), joined.y());
    }
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
