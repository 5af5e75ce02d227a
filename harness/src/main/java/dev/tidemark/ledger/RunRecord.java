package dev.tidemark.ledger;

import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.Tick;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A run folder in memory: what was asked, and every row in the order in which it was written.
 *
 * @param latency by arm name, end-to-end latency in nanoseconds over the whole run, and beside it,
 *     by the name with a suffix, latency to the first chunk and between chunks, sizes of answers
 *     and the rates at which they came, where they were recorded
 * @param intervals end-to-end latencies from one opening of a gate to the next, in their order
 * @param defects what could not be read, one line each: a torn last line of a killed run, for one
 */
public record RunRecord(
    RunManifest manifest,
    List<Tick> ticks,
    List<RunEvent> events,
    Map<String, Histogram> latency,
    List<LatencyInterval> intervals,
    List<String> defects) {
  public RunRecord {
    intervals = List.copyOf(intervals);
    ticks = List.copyOf(ticks);
    events = List.copyOf(events);
    latency = Map.copyOf(latency);
    defects = List.copyOf(defects);
  }

  /** A record of which latencies are known over the whole run only. */
  public RunRecord(
      RunManifest manifest,
      List<Tick> ticks,
      List<RunEvent> events,
      Map<String, Histogram> latency,
      List<String> defects) {
    this(manifest, ticks, events, latency, List.of(), defects);
  }

  /** The latencies of one arm, gate by gate. */
  public List<LatencyInterval> intervalsOf(String arm) {
    return intervals.stream().filter(interval -> interval.arm().equals(arm)).toList();
  }

  /** The rows of one arm, in order. */
  public List<Tick> ticksOf(String arm) {
    return ticks.stream().filter(tick -> tick.arm().equals(arm)).toList();
  }
}
