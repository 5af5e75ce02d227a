package dev.tidemark.probe.jvm;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.UsableMemory;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The limit of a JVM's heap, and what of it live objects can fill, from what the JVM publishes.
 *
 * <p>{@code MaxHeapSize} is what -Xmx says, rounded as the collector needs it. The maximum of
 * {@code HeapMemoryUsage} is what can be allocated from: Serial and Parallel keep one of their two
 * survivor spaces empty, and leave it out. Parallel resizes its survivor spaces as it runs, each up
 * to a third of the young generation ({@code MinSurvivorRatio} is 3), and what lives in them at its
 * end lives in eden or in the old generation: that much is sure. G1, Shenandoah and ZGC give memory
 * out in regions. Before it throws an OutOfMemoryError the JVM clears soft references, which a
 * floor still holds: that may give back up to {@value #SOFT} bytes.
 */
final class HeapLimit {
  private static final String MAX_HEAP = "MaxHeapSize";
  private static final String PARALLEL_OLD = "java.lang:type=MemoryPool,name=PS Old Gen";
  private static final int MIN_SURVIVOR_RATIO = 3;
  private static final long SOFT = 1L << 20;
  private static final long ZGC_PAGE = 2L << 20;

  private final Beans beans;
  private final Collector collector;

  HeapLimit(Beans beans, Collector collector) {
    this.beans = beans;
    this.collector = collector;
  }

  Optional<Limit> read() throws IOException, JMException {
    OptionalLong allocatable = maximum(Beans.MEMORY, "HeapMemoryUsage");
    Optional<Map<String, Object>> flag = beans.flag(MAX_HEAP);
    if (flag.isEmpty()) {
      return allocatable.isPresent()
          ? Optional.of(new Limit(new ByteSize(allocatable.getAsLong()), "max heap"))
          : Optional.empty();
    }
    String origin = String.valueOf(flag.get().get("origin"));
    boolean byDefault = origin.equals("DEFAULT") || origin.equals("ERGONOMIC");
    long bytes = Long.parseLong(String.valueOf(flag.get().get("value")));
    long allocated = Math.min(bytes, allocatable.orElse(bytes));
    return Optional.of(
        new Limit(
            new ByteSize(bytes),
            byDefault ? "max heap" : "-Xmx",
            new UsableMemory(
                new ByteSize(Math.min(allocated, least(bytes, allocated))),
                new ByteSize(Math.min(bytes, allocated + SOFT)),
                new ByteSize(region()))));
  }

  /** What direct buffers may take: as much as the heap may, unless the JVM was told otherwise. */
  OptionalLong ofDirectMemory() throws IOException, JMException {
    long told = number("MaxDirectMemorySize");
    return told > 0 ? OptionalLong.of(told) : maximum(Beans.MEMORY, "HeapMemoryUsage");
  }

  private long least(long bytes, long otherwise) throws IOException, JMException {
    if (!collector.name().equals("Parallel")) {
      return otherwise;
    }
    OptionalLong old = maximum(Beans.name(PARALLEL_OLD), "Usage");
    return old.isPresent()
        ? old.getAsLong() + (bytes - old.getAsLong()) / MIN_SURVIVOR_RATIO
        : otherwise;
  }

  private OptionalLong maximum(ObjectName bean, String attribute) throws IOException, JMException {
    Object usage = beans.read(bean, attribute).get(attribute);
    return usage instanceof Map<?, ?> data
            && data.get("max") instanceof Number max
            && max.longValue() > 0
        ? OptionalLong.of(max.longValue())
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
