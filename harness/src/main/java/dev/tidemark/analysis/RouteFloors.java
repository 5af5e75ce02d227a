package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Tick;
import dev.tidemark.stats.ColumnFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The floors of the last long segment of an arm beside what every route was sent until then.
 *
 * @param routes in the order of their names
 * @param sent by floor, then by route; cumulative, from the first of these floors on
 * @param values of one series, by floor
 */
@SuppressWarnings("ArrayRecordComponent")
record RouteFloors(List<String> routes, double[][] sent, double[] values) {
  private static final double BURN_IN = 0.15;
  private static final int FEWEST = 12;

  /** All of one series; without any where the arm has one route only. */
  static RouteFloors of(String series, List<Tick> ticks) {
    List<Tick> floors =
        FloorSeries.lastSegmentOf(ticks).floors().stream()
            .filter(tick -> tick.samples().containsKey(series))
            .toList();
    if (floors.isEmpty() || floors.get(0).routes().size() < 2) {
      return new RouteFloors(List.of(), new double[0][], new double[0]);
    }
    List<String> routes = new ArrayList<>(floors.get(0).routes().keySet());
    double[][] sent = new double[floors.size()][routes.size()];
    double[] values = new double[floors.size()];
    for (int i = 0; i < values.length; i++) {
      Tick tick = floors.get(i);
      for (int r = 0; r < routes.size(); r++) {
        sent[i][r] = of(tick, routes.get(r)) - of(floors.get(0), routes.get(r));
      }
      MemorySample sample = tick.samples().get(series);
      values[i] = sample == null ? 0 : sample.value();
    }
    return new RouteFloors(routes, sent, values);
  }

  private static double of(Tick tick, String route) {
    return tick.routes().getOrDefault(route, 0L);
  }

  /** Those after the burn-in. */
  RouteFloors settled() {
    return from((int) Math.ceil(BURN_IN * values.length));
  }

  /** The later half of these floors. */
  RouteFloors secondHalf() {
    return from(values.length / 2);
  }

  private RouteFloors from(int start) {
    return new RouteFloors(
        routes,
        Arrays.copyOfRange(sent, start, sent.length),
        Arrays.copyOfRange(values, start, values.length));
  }

  /** The floors as a sum of what each request to each route leaves behind. */
  Optional<ColumnFit> fit() {
    return values.length < FEWEST ? Optional.empty() : ColumnFit.ofLevels(rows(), values);
  }

  /** A constant, and what each route was sent. */
  private double[][] rows() {
    double[][] rows = new double[values.length][routes.size() + 1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = 1;
      System.arraycopy(sent[i], 0, rows[i], 1, routes.size());
    }
    return rows;
  }

  /** What was sent to one route. */
  double[] sentTo(int route) {
    return Arrays.stream(sent).mapToDouble(row -> row[route]).toArray();
  }

  /** The values less what these slopes explain by the requests to all routes but one. */
  double[] without(double[] slopes, int except) {
    double[] rest = values.clone();
    for (int i = 0; i < rest.length; i++) {
      for (int r = 0; r < slopes.length; r++) {
        rest[i] -= r == except ? 0 : slopes[r] * sent[i][r];
      }
    }
    return rest;
  }
}
