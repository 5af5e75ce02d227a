package dev.tidemark.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One row of the ledger: everything known about one arm at one moment.
 *
 * @param segment counts the stretches of equal requests per round, from 0; knees and blocks live
 *     inside one segment
 * @param round counts the rounds of the arm over all segments, from 1; 0 is the floor before the
 *     first round
 * @param nanos the monotonic clock, meaningful inside one run only
 * @param samples by metric name
 * @param missed by probe name, the reason why its reading is missing
 * @param classes the whole live set by class name; empty where no histogram was taken
 * @param routes requests sent so far by the name of their route; empty where there is one route
 *     only
 */
public record Tick(
    String arm,
    Kind kind,
    int segment,
    int round,
    long nanos,
    Instant at,
    RequestCounts counts,
    SortedMap<String, MemorySample> samples,
    SortedMap<String, String> missed,
    Map<String, ClassCount> classes,
    SortedMap<String, Long> routes) {

  /** Why the row was taken. */
  public enum Kind {
    /** Gate closed, nothing in flight, collected: the floor of a round. */
    FLOOR,
    /** Under load, without a collection. */
    LOAD,
    /** Under load, with a forced collection: what requests in flight hold. */
    PRESSURE,
    /** The floor after the readings under load, many requests after the last one of the rounds. */
    AFTER_LOAD,
    /** A floor of the stage that sends one request at a time. */
    SEQUENTIAL,
    /** A floor of the stage that sends the same few prompts in cycles. */
    SAME_KEYS,
    /** A floor of the stage without traffic. */
    IDLE,
    /** A floor of the stage that drains, idles, and sends the same load again. */
    REPEAT,
    /** A floor of the stage that has more and more requests in flight. */
    LADDER,
    /** A floor of the stage whose answers are given up. */
    ABORT,
    /** A floor of the stage whose requests must fail. */
    ERROR,
    /** A floor of the stage whose requests make something behind the target fail. */
    UPSTREAM;

    /** Whether requests were in flight: such a row is no floor. */
    public boolean underLoad() {
      return this == LOAD || this == PRESSURE;
    }
  }

  public Tick {
    samples = SampleRow.of(samples);
    missed =
        missed.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(missed));
    classes = Map.copyOf(classes);
    routes =
        routes.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(routes));
  }

  /** A row of an arm whose requests all go to one route. */
  public Tick(
      String arm,
      Kind kind,
      int segment,
      int round,
      long nanos,
      Instant at,
      RequestCounts counts,
      SortedMap<String, MemorySample> samples,
      SortedMap<String, String> missed,
      Map<String, ClassCount> classes) {
    this(
        arm,
        kind,
        segment,
        round,
        nanos,
        at,
        counts,
        samples,
        missed,
        classes,
        Collections.emptySortedMap());
  }

  /** The same row with its samples held otherwise. */
  public Tick with(SampleRow row) {
    return new Tick(arm, kind, segment, round, nanos, at, counts, row, missed, classes, routes);
  }

  /** The same readings as a floor of rounds after so many requests. */
  public Tick asFloor(long requests) {
    return new Tick(
        arm,
        Kind.FLOOR,
        segment,
        round,
        nanos,
        at,
        new RequestCounts(requests, 0, 0),
        samples,
        missed,
        classes);
  }

  /** The same row as if no histogram had been taken. */
  public Tick withoutClasses() {
    return new Tick(
        arm, kind, segment, round, nanos, at, counts, samples, missed, Map.of(), routes);
  }
}
