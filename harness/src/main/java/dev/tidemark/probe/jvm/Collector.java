package dev.tidemark.probe.jvm;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.management.ObjectName;

/**
 * Which garbage collector a JVM runs, told from the names of its beans.
 *
 * @param name such as {@code G1}
 * @param all beans that count collections; those that count pauses within one are left out
 * @param full of these, the beans whose count rises when the whole heap was collected
 */
record Collector(String name, List<ObjectName> all, List<ObjectName> full) {
  private static final Set<String> FULL =
      Set.of(
          "MarkSweepCompact",
          "PS MarkSweep",
          "G1 Old Generation",
          "ConcurrentMarkSweep",
          "ZGC",
          "ZGC Cycles",
          "ZGC Major Cycles",
          "Shenandoah Cycles",
          "GPGC Old");

  static Collector of(Set<ObjectName> beans) {
    List<ObjectName> all =
        beans.stream().filter(bean -> !nameOf(bean).endsWith("Pauses")).sorted().toList();
    List<ObjectName> full = all.stream().filter(bean -> FULL.contains(nameOf(bean))).toList();
    return new Collector(family(all), all, full.isEmpty() ? all : full);
  }

  /** Told from the flags of {@code VM.flags -all}, written {@code NAME=value}; without beans. */
  static Collector ofFlags(String flags) {
    String name = "another collector";
    for (String family : List.of("Serial", "Parallel", "G1", "Z", "Shenandoah")) {
      if (flags.contains(" Use" + family + "GC=true")) {
        name = family.equals("Z") ? "ZGC" : family;
      }
    }
    return new Collector(name, List.of(), List.of());
  }

  private static String nameOf(ObjectName bean) {
    return String.valueOf(bean.getKeyProperty("name"));
  }

  private static String family(List<ObjectName> beans) {
    Set<String> names = new TreeSet<>();
    beans.forEach(bean -> names.add(nameOf(bean)));
    String joined = String.join(" + ", names);
    if (joined.contains("G1 ")) {
      return "G1";
    }
    if (joined.contains("PS ")) {
      return "Parallel";
    }
    if (joined.contains("ZGC")) {
      return "ZGC";
    }
    if (joined.contains("Shenandoah")) {
      return "Shenandoah";
    }
    return names.contains("MarkSweepCompact")
        ? "Serial"
        : names.isEmpty() ? "no collector" : joined;
  }
}
