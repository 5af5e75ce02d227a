package dev.tidemark.sample;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.MemorySample;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all probes of one arm read at about one moment.
 *
 * @param nanos the monotonic clock when the last probe was done
 * @param samples by metric name
 * @param missed by probe name, the reason why its reading is missing
 * @param classes the live set by class name; empty where no histogram was taken
 * @param targetGone whether a probe knows that the target's process has ended
 */
public record ArmReading(
    long nanos,
    Instant at,
    SortedMap<String, MemorySample> samples,
    SortedMap<String, String> missed,
    Map<String, ClassCount> classes,
    boolean targetGone) {
  public ArmReading {
    samples = Collections.unmodifiableSortedMap(new TreeMap<>(samples));
    missed = Collections.unmodifiableSortedMap(new TreeMap<>(missed));
    classes = Map.copyOf(classes);
  }
}
