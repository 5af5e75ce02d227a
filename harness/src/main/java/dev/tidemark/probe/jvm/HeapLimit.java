package dev.tidemark.probe.jvm;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.openmbean.CompositeData;

/**
 * The limit of a JVM's heap, and what of it live objects can fill.
 *
 * <p>The JVM publishes both. {@code MaxHeapSize} is what -Xmx says, rounded as the collector needs
 * it. The maximum of {@code HeapMemoryUsage} is what can be allocated from: Serial and Parallel keep
 * one of their two survivor spaces empty, and leave it out; regions have no such space. G1,
 * Shenandoah and ZGC give memory out in regions.
 */
final class HeapLimit {
  private static final String MAX_HEAP = "MaxHeapSize";
  private static final long ZGC_PAGE = 2L << 20;

  private final Beans beans;
  private final Collector collector;

  HeapLimit(Beans beans, Collector collector) {
    this.beans = beans;
    this.collector = collector;
  }

  Optional<Limit> read() throws IOException, JMException {
    OptionalLong allocatable = allocatable();
    Optional<CompositeData> flag = beans.flag(MAX_HEAP);
    if (flag.isEmpty()) {
      return allocatable.isPresent()
          ? Optional.of(new Limit(new ByteSize(allocatable.getAsLong()), "max heap"))
          : Optional.empty();
    }
    String origin = String.valueOf(flag.get().get("origin"));
    boolean byDefault = origin.equals("DEFAULT") || origin.equals("ERGONOMIC");
    long bytes = Long.parseLong(String.valueOf(flag.get().get("value")));
    return Optional.of(
        new Limit(
            new ByteSize(bytes),
            byDefault ? "max heap" : "-Xmx",
            new ByteSize(Math.min(bytes, allocatable.orElse(bytes))),
            new ByteSize(region())));
  }

  private OptionalLong allocatable() throws IOException, JMException {
    Object usage = beans.read(Beans.MEMORY, "HeapMemoryUsage").get("HeapMemoryUsage");
    return usage instanceof CompositeData data && data.get("max") instanceof Long max && max > 0
        ? OptionalLong.of(max)
        : OptionalLong.empty();
  }

  private long region() throws IOException {
    return switch (collector.name()) {
      case "G1" -> number("G1HeapRegionSize");
      case "Shenandoah" -> number("ShenandoahRegionSize");
      case "ZGC" -> ZGC_PAGE;
      default -> 0;
    };
  }

  private long number(String flag) throws IOException {
    return beans
        .flag(flag)
        .map(option -> String.valueOf(option.get("value")))
        .filter(value -> value.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }
}
