package dev.tidemark.analysis;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Series;
import dev.tidemark.model.Tick;
import dev.tidemark.stats.Noise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a few rounds before the experiment tell about it.
 *
 * @param noise standard deviation of one floor reading, in the unit of the series, on the safe side
 * @param requestsPerSecond while the gate is open
 * @param floorCost the time that reading one floor takes
 */
public record Pilot(double noise, double requestsPerSecond, Duration floorCost) {
  private static final double SAFETY = 1.3;
  private static final int FEWEST = 5;

  public Pilot {
    if (!(noise >= 0) || !(requestsPerSecond > 0) || floorCost.isNegative()) {
      throw new IllegalArgumentException(
          "a pilot needs noise of 0 or more, a request rate above 0 and a floor cost of 0 or more: "
              + noise
              + ", "
              + requestsPerSecond
              + ", "
              + floorCost);
    }
  }

  /**
   * What the small rounds of one arm tell.
   *
   * @param ticks its rows
   * @param events those of this arm
   * @return empty if too few floors have a reading that may convict, or nothing was sent
   */
  public static Optional<Pilot> of(List<Tick> ticks, List<RunEvent> events) {
    Optional<Series> floors =
        FloorSeries.lastSegmentOf(ticks).all().stream()
            .filter(series -> series.kind().convicts())
            .min(Comparator.comparing(series -> series.kind() != MetricKind.LIVE_SET));
    double rate = LoadTime.of(ticks, events).requestsPerSecond();
    return rate > 0
        ? floors.map(series -> new Pilot(noiseOf(series), rate, floorCost(events)))
        : Optional.empty();
  }

  /** The median time from a gate's closing to its next opening. */
  private static Duration floorCost(List<RunEvent> events) {
    List<Long> costs = new ArrayList<>();
    OptionalLong closed = OptionalLong.empty();
    for (RunEvent event : events) {
      if (event.event().equals(Events.GATE_CLOSED)) {
        closed = OptionalLong.of(event.nanos());
      } else if (event.event().equals(Events.GATE_OPEN) && closed.isPresent()) {
        costs.add(event.nanos() - closed.getAsLong());
        closed = OptionalLong.empty();
      }
    }
    Collections.sort(costs);
    return costs.isEmpty() ? Duration.ZERO : Duration.ofNanos(costs.get(costs.size() / 2));
  }

  /**
   * The noise of one floor reading: the first third of the pilot is dropped as a warm-up, and of
   * two estimates the larger is taken, and three tenths more.
   *
   * @throws IllegalArgumentException if fewer than five readings are left
   */
  public static double noiseOf(Series floors) {
    int dropped = floors.length() / 3;
    if (floors.length() - dropped < FEWEST) {
      throw new IllegalArgumentException(
          "a pilot of " + floors.length() + " floors is too short; read at least 8");
    }
    double[] x = Arrays.copyOfRange(floors.x(), dropped, floors.length());
    double[] y = Arrays.copyOfRange(floors.y(), dropped, floors.length());
    return SAFETY * Math.max(Noise.robust(x, y), Noise.aboutLine(x, y));
  }
}
