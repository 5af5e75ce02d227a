package dev.tidemark.probe.jvm;

import static dev.tidemark.probe.jvm.Readings.measured;
import static dev.tidemark.probe.jvm.Readings.value;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest.Depth;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints how much the floors of an idle JVM with 50 MB kept vary, and what one costs. */
public final class FloorFigures {
  private static final int FLOORS = 30;

  private FloorFigures() {}

  public static void main(String[] args) throws Exception {
    Path own = Path.of(System.getProperty("java.home"));
    Optional<Path> newer = TankProcess.jdk(25);
    for (String flags :
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseParallelGC",
            "-XX:+UseG1GC",
            "-XX:+UseG1GC -XX:+DisableExplicitGC")) {
      figures(own, flags);
    }
    for (String flags :
        List.of("-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC")) {
      if (newer.isPresent()) {
        figures(newer.get(), flags);
      }
    }
  }

  private static void figures(Path home, String flags) throws Exception {
    try (TankProcess tank = TankProcess.start(home, ("-Xmx512m " + flags).split(" ", -1));
        Probe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      tank.tell("bytes", 50_000);
      for (int i = 0; i < 3; i++) {
        measured(probe, Depth.FLOOR);
      }
      double[] live = new double[FLOORS];
      double[] millis = new double[FLOORS];
      for (int i = 0; i < FLOORS; i++) {
        long start = System.nanoTime();
        Reading.Measured floor = measured(probe, Depth.FLOOR);
        millis[i] = (System.nanoTime() - start) / 1e6;
        live[i] = value(floor, "jvm.memory.live");
      }
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "%-45s live %.1f MiB, sd %.2f KiB, last-first %.2f KiB, floor %.0f ms (median), %.0f (p90)%n",
          home.getFileName() + " " + flags,
          live[0] / (1 << 20),
          deviation(live) / 1024,
          (live[FLOORS - 1] - live[0]) / 1024,
          millis[FLOORS / 2],
          millis[FLOORS * 9 / 10]);
    }
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}
