package dev.tidemark.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The shape of the machine on which something was measured. */
final class Machine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** All cores of the machine, also where this process may use one of them alone. */
  static String cores() {
    try (Stream<String> lines = Files.lines(CPUS)) {
      return lines.filter(line -> line.startsWith("processor")).count() + " cores";
    } catch (IOException e) {
      return Runtime.getRuntime().availableProcessors() + " cores";
    }
  }

  static String java() {
    return "JDK "
        + System.getProperty("java.vm.version")
        + " ("
        + System.getProperty("java.vm.name")
        + ")";
  }

  /** How much else was going on, as far as the system tells. */
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0
        ? ""
        : String.format(Locale.ROOT, "Load average of the machine, this included: %.1f.%n", load);
  }
}
