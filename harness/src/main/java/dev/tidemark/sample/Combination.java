package dev.tidemark.sample;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Readings of several probes on their way to becoming one. */
final class Combination {
  private final SortedMap<String, MemorySample> samples = new TreeMap<>();
  private final SortedMap<String, String> missed = new TreeMap<>();
  private Map<String, ClassCount> classes = Map.of();
  private boolean gone;

  void add(String probe, Reading reading) {
    if (reading instanceof Reading.Missed gap) {
      missed.put(probe, gap.reason());
      gone |= gap.targetGone();
    } else if (reading instanceof Reading.Measured measured) {
      for (MemorySample sample : measured.samples()) {
        if (samples.putIfAbsent(sample.metric(), sample) != null) {
          missed.put(probe, sample.metric() + " was dropped: another probe reads it too");
        }
      }
      if (classes.isEmpty()) {
        classes = measured.classes();
      }
    }
  }

  ArmReading result(Clocks clocks) {
    NativeMemory.in(samples).ifPresent(sample -> samples.put(sample.metric(), sample));
    return new ArmReading(
        clocks.monotonic().nanos(), clocks.wall().instant(), samples, missed, classes, gone);
  }
}
