package dev.tidemark.cli;

import dev.tidemark.probe.jvm.Jattach;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this machine can do for a run. */
final class MachineChecks {
  private static final int OLDEST_JAVA = 17;
  private static final int FEWEST_CPUS = 2;

  private MachineChecks() {}

  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    int java = Runtime.version().feature();
    checks.add(
        java >= OLDEST_JAVA
            ? Check.ok("Java", Runtime.version().toString())
            : Check.failed("Java", java + " is too old: set JAVA_HOME to a JDK 17 or newer"));
    int cpus = Runtime.getRuntime().availableProcessors();
    checks.add(
        cpus >= FEWEST_CPUS
            ? Check.ok("CPUs", cpus + " for traffic and target")
            : Check.lacking("CPUs", "only one: traffic slows the target; use a low --concurrency"));
    checks.add(
        Files.isDirectory(Path.of("/proc/self"))
            ? Check.ok("/proc", "resident memory, threads and files of a process")
            : Check.lacking("/proc", "none here: RSS and file descriptors are not read"));
    checks.add(
        ModuleLayer.boot().findModule("jdk.attach").isPresent()
            ? Check.ok("attach", "a JVM of this user can be read by --pid")
            : Check.lacking(
                "attach", "this is a JRE: set JAVA_HOME to a JDK, or use --probe jmx:…"));
    checks.add(
        Jattach.installed()
            .map(Path::toString)
            .or(() -> Jattach.available().map(unpacked -> "ap-loader's"))
            .map(which -> Check.ok("jattach", which + ", where the others cannot get in"))
            .orElseGet(
                () ->
                    Check.unknown(
                        "jattach",
                        "not on the PATH, nor at TIDEMARK_JATTACH, and ap-loader has none for this"
                            + " machine: only needed for JVMs of other vendors")));
    return checks;
  }

  /** Whether the targets of the demo are built. */
  static Check demo(Path root) {
    Path classPath = root.resolve("targets").resolve("target").resolve("runtime.classpath");
    return Files.isRegularFile(classPath)
        ? Check.ok("demo", "'tidemark demo' can start its targets")
        : Check.lacking("demo", "not built: run 'mvn -DskipTests package' at the root");
  }
}
