package dev.tidemark.junit;

import dev.tidemark.diagnosis.ClassNames;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.jvm.JvmProbe;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A place in a program at which the live set of its own JVM is compared with the last such place.
 */
public final class Checkpoint {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST = 12;
  private static final ClassCount NONE = new ClassCount(0, 0);

  private static final Checkpoint PROCESS = new Checkpoint(System.out);

  private final PrintStream out;
  private String lastLabel = "";
  private Map<String, ClassCount> last = Map.of();

  Checkpoint(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints on standard output what the live set gained since the last checkpoint, by class, most
   * bytes first. Forces collections, and takes tenths of a second.
   */
  public static void checkpoint(String label) {
    PROCESS.at(label);
  }

  synchronized void at(String label) {
    try (Probe probe = JvmProbe.inProcess(Clocks.SYSTEM)) {
      Reading reading =
          probe.read(
              new ReadRequest(
                  ReadRequest.Depth.FLOOR, Deadline.after(PATIENCE, Clocks.SYSTEM.monotonic())));
      if (reading instanceof Reading.Missed missed) {
        out.println("checkpoint " + label + ": cannot be read: " + missed.reason());
        return;
      }
      if (reading instanceof Reading.Measured measured) {
        print(label, measured.classes());
        last = new HashMap<>(measured.classes());
        lastLabel = label;
      }
    }
  }

  /** What one class gained. */
  private record Gain(String name, long instances, long bytes) {}

  private void print(String label, Map<String, ClassCount> now) {
    double bytes = now.values().stream().mapToLong(ClassCount::bytes).sum();
    if (last.isEmpty()) {
      out.printf(Locale.ROOT, "checkpoint %s: %s live%n", label, ByteSize.format(bytes));
      return;
    }
    double before = last.values().stream().mapToLong(ClassCount::bytes).sum();
    out.printf(
        Locale.ROOT,
        "checkpoint %s: %s live, %s%s since %s%n",
        label,
        ByteSize.format(bytes),
        bytes >= before ? "+" : "",
        ByteSize.format(bytes - before),
        lastLabel);
    List<Gain> gains =
        now.entrySet().stream()
            .map(
                one -> {
                  ClassCount was = last.getOrDefault(one.getKey(), NONE);
                  return new Gain(
                      ClassNames.inSource(one.getKey()),
                      one.getValue().instances() - was.instances(),
                      one.getValue().bytes() - was.bytes());
                })
            .filter(gain -> gain.bytes() > 0)
            .sorted(Comparator.comparingLong(Gain::bytes).reversed().thenComparing(Gain::name))
            .limit(MOST)
            .toList();
    for (Gain gain : gains) {
      out.printf(
          Locale.ROOT,
          "  %+,12d  +%-10s %s%n",
          gain.instances(),
          ByteSize.format((double) gain.bytes()),
          gain.name());
    }
  }
}
