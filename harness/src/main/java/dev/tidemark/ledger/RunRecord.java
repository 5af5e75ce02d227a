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
 * @param defects what could not be read, one line each: a torn last line of a killed run, for one
 */
public record RunRecord(
    RunManifest manifest,
    List<Tick> ticks,
    List<RunEvent> events,
    Map<String, Histogram> latency,
    List<String> defects) {
  public RunRecord {
    ticks = List.copyOf(ticks);
    events = List.copyOf(events);
    latency = Map.copyOf(latency);
    defects = List.copyOf(defects);
  }

  /** The rows of one arm, in order. */
  public List<Tick> ticksOf(String arm) {
    return ticks.stream().filter(tick -> tick.arm().equals(arm)).toList();
  }
}
