package dev.tidemark.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What drives the growth of one series, beside requests as such. A figure is absent where the run
 * cannot tell it.
 *
 * @param perHour growth per hour of the recording, whatever drives it
 * @param perSecond growth per second that requests do not explain
 * @param perInFlight what one request in flight holds
 * @param byMode growth per request by mode: sequential, concurrent, aborted, failed
 */
public record Rates(
    Optional<SlopeEstimate> perHour,
    Optional<SlopeEstimate> perSecond,
    Optional<SlopeEstimate> perInFlight,
    SortedMap<String, SlopeEstimate> byMode) {
  public static final Rates NONE =
      new Rates(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  public Rates {
    byMode = Collections.unmodifiableSortedMap(new TreeMap<>(byMode));
  }

  public Rates(
      Optional<SlopeEstimate> perHour,
      Optional<SlopeEstimate> perSecond,
      Optional<SlopeEstimate> perInFlight,
      Map<String, SlopeEstimate> byMode) {
    this(perHour, perSecond, perInFlight, new TreeMap<>(byMode));
  }

  public Rates withPerHour(SlopeEstimate estimate) {
    return new Rates(Optional.of(estimate), perSecond, perInFlight, byMode);
  }
}
