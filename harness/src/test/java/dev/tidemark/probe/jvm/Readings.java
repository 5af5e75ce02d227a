package dev.tidemark.probe.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.ReadRequest.Depth;
import java.time.Duration;

/** Takes readings and looks into them. */
final class Readings {
  private Readings() {}

  static Reading.Measured measured(Probe probe, Depth depth) {
    Reading reading = read(probe, depth, Duration.ofSeconds(30));
    assertThat(reading).isInstanceOf(Reading.Measured.class);
    return (Reading.Measured) reading;
  }

  static Reading.Missed missed(Probe probe, Depth depth) {
    return missed(probe, depth, Duration.ofSeconds(30));
  }

  static Reading.Missed missed(Probe probe, Depth depth, Duration timeout) {
    Reading reading = read(probe, depth, timeout);
    assertThat(reading).isInstanceOf(Reading.Missed.class);
    return (Reading.Missed) reading;
  }

  static Reading read(Probe probe, Depth depth, Duration timeout) {
    return probe.read(new ReadRequest(depth, Deadline.after(timeout, Clocks.SYSTEM.monotonic())));
  }

  static MemorySample sample(Reading.Measured reading, String metric) {
    return reading.samples().stream()
        .filter(sample -> sample.metric().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + metric + " in " + reading.samples()));
  }

  static double value(Reading.Measured reading, String metric) {
    return sample(reading, metric).value();
  }

  /** Live objects of what a tank keeps. */
  static long drops(java.util.Map<String, dev.tidemark.model.ClassCount> classes) {
    return classes
        .getOrDefault(Tank.Drop.class.getName(), new dev.tidemark.model.ClassCount(0, 0))
        .instances();
  }
}
