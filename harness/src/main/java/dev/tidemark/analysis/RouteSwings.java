package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.SampleRow;
import dev.tidemark.model.Tick;
import dev.tidemark.stats.ColumnFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the swings of the shares of several routes do to the floors of an arm, and the floors
 * without it.
 *
 * <p>Idea: where routes leave different amounts behind, a round with more requests to one of them
 * leaves more. After each pair of rounds every route has got its share, so that these swings come
 * and go from one floor to the next. Their size is found from the differences between one floor and
 * the next, where no slow change has a part in it; taking them out leaves every slow change as it
 * was, and bends nothing into a line.
 */
final class RouteSwings {
  private final List<Tick> floors;
  private final String[] routes;

  /**
   * @param floors of one segment, in order
   */
  private RouteSwings(List<Tick> floors) {
    this.floors = floors;
    this.routes = floors.get(0).routes().keySet().toArray(String[]::new);
  }

  /** The rows of an arm; the floors of its last long segment without the swings of its routes. */
  static List<Tick> without(List<Tick> ticks) {
    List<Tick> floors = FloorSeries.lastSegmentOf(ticks).floors();
    if (floors.isEmpty() || floors.get(0).routes().size() < 2) {
      return ticks;
    }
    Map<Long, SortedMap<String, MemorySample>> changed = new RouteSwings(floors).changed();
    return ticks.stream()
        .map(
            tick ->
                Optional.ofNullable(changed.get(tick.nanos()))
                    .filter(samples -> tick.kind() == Tick.Kind.FLOOR)
                    .map(samples -> tick.with(SampleRow.of(samples)))
                    .orElse(tick))
        .toList();
  }

  /** The samples of the floors by their time. */
  private Map<Long, SortedMap<String, MemorySample>> changed() {
    TreeSet<String> metrics = new TreeSet<>();
    Map<Long, SortedMap<String, MemorySample>> changed = new HashMap<>();
    for (Tick floor : floors) {
      changed.put(floor.nanos(), new TreeMap<>(floor.samples()));
      floor.samples().values().stream()
          .filter(s -> s.kind().convicts() || s.kind() == MetricKind.RESIDENT)
          .forEach(s -> metrics.add(s.metric()));
    }
    for (String metric : metrics) {
      List<Tick> read =
          floors.stream().filter(floor -> floor.samples().containsKey(metric)).toList();
      double[] rest = rest(metric, read);
      for (int i = 0; i < rest.length; i++) {
        MemorySample old = read.get(i).samples().get(metric);
        SortedMap<String, MemorySample> samples = changed.get(read.get(i).nanos());
        if (old != null && samples != null) {
          samples.put(
              metric,
              new MemorySample(metric, old.kind(), old.unit(), rest[i], old.gc(), old.bound()));
        }
      }
    }
    return changed;
  }

  /** One series without the swings; nothing where there is too little to go by. */
  private double[] rest(String metric, List<Tick> read) {
    int n = read.size();
    double[] y =
        read.stream()
            .flatMap(floor -> Optional.ofNullable(floor.samples().get(metric)).stream())
            .mapToDouble(MemorySample::value)
            .toArray();
    double[][] swings = swings(read);
    if (swings.length == 0) {
      return new double[0];
    }
    int columns = routes.length - 1;
    double[][] rows = new double[n - 1][columns + 1];
    double[] gains = new double[n - 1];
    for (int i = 1; i < n; i++) {
      rows[i - 1][0] = ended(read.get(i)) - ended(read.get(i - 1));
      for (int j = 0; j < columns; j++) {
        rows[i - 1][j + 1] = swings[i][j] - swings[i - 1][j];
      }
      gains[i - 1] = y[i] - y[i - 1];
    }
    Optional<ColumnFit> fit = ColumnFit.ofDifferences(rows, gains);
    if (fit.isEmpty()) {
      return new double[0];
    }
    double[] rest = y.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < columns; j++) {
        rest[i] -= fit.get().estimate(j + 1) * swings[i][j];
      }
    }
    return rest;
  }

  private static double ended(Tick tick) {
    return tick.counts().ended();
  }

  /** By how much each route but the first is ahead of its share of the requests, at each floor. */
  private double[][] swings(List<Tick> read) {
    int last = read.size() - 1;
    double all = last < 1 ? 0 : ended(read.get(last)) - ended(read.get(0));
    if (!(all > 0)) {
      return new double[0][];
    }
    List<double[]> swings = new ArrayList<>();
    for (Tick floor : read) {
      double[] ahead = new double[routes.length - 1];
      for (int r = 1; r < routes.length; r++) {
        double before = sent(read.get(0), routes[r]);
        double share = (sent(read.get(last), routes[r]) - before) / all;
        ahead[r - 1] =
            sent(floor, routes[r]) - before - share * (ended(floor) - ended(read.get(0)));
      }
      swings.add(ahead);
    }
    return swings.toArray(double[][]::new);
  }

  private static double sent(Tick tick, String route) {
    return tick.routes().getOrDefault(route, 0L);
  }
}
