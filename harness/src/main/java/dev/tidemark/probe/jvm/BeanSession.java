package dev.tidemark.probe.jvm;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Unit;
import dev.tidemark.probe.AddressRange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;

/** A JVM read through its management beans. */
final class BeanSession implements JvmSession {
  /**
   * A JVM generates classes for what is called by reflection more than 15 times: enough readings to
   * have that behind it before the first floor.
   */
  private static final int WARM_UPS = 20;

  private static final String DESCRIPTORS = "process.unix.file_descriptor.count";
  private static final String MOST_DESCRIPTORS = "process.unix.file_descriptor.limit";
  private static final String MOST_DIRECT = "jvm.buffer.memory.limit";
  private static final String VIRTUAL = "java.lang.VirtualThread";

  private final Beans beans;
  private final Collector collector;
  private final Pools pools;
  private final JvmIdentity identity;
  private final FullCollection collection;
  private final boolean tracksNativeMemory;
  private final OptionalLong mostDirect;
  private final List<Beans.Ask> lightAsks;
  private final List<Beans.Ask> allAsks;

  private BeanSession(Beans beans, Collector collector, Pools pools, JvmIdentity identity)
      throws IOException, JMException {
    this.beans = beans;
    this.collector = collector;
    this.pools = pools;
    this.identity = identity;
    this.collection =
        new FullCollection(
            new BeanLevers(beans, collector), collector.name(), identity.explicitGcDisabled());
    this.lightAsks = lightAsks(collector);
    this.allAsks = allAsks(collector, pools);
    this.tracksNativeMemory =
        beans
            .flag("NativeMemoryTracking")
            .map(flag -> !"off".equals(flag.get("value")))
            .orElse(false);
    this.mostDirect = new HeapLimit(beans, collector).ofDirectMemory();
  }

  static BeanSession over(Beans beans, String way) throws IOException, JMException {
    Collector collector = Collector.of(beans.named(Beans.COLLECTORS));
    BeanSession session =
        new BeanSession(beans, collector, Pools.of(beans), identify(beans, collector, way));
    for (int i = 0; i < WARM_UPS; i++) {
      session.numbers();
      if (beans instanceof RemoteBeans) {
        beans.flag("MaxHeapSize");
      }
    }
    return session;
  }

  @Override
  public JvmIdentity identity() {
    return identity;
  }

  @Override
  public void close() throws IOException {
    beans.close();
  }

  @Override
  public List<MemorySample> light() throws IOException, JMException {
    return light(beans.read(lightAsks));
  }

  private List<MemorySample> light(Map<ObjectName, Map<String, Object>> read) {
    List<MemorySample> samples = new ArrayList<>();
    number(read, Beans.MEMORY, "HeapMemoryUsage")
        .ifPresent(used -> samples.add(shown("jvm.memory.used", Unit.BYTES, used)));
    double count = 0;
    double millis = 0;
    for (ObjectName bean : collector.all()) {
      count += number(read, bean, "CollectionCount").orElse(0);
      millis += number(read, bean, "CollectionTime").orElse(0);
    }
    samples.add(shown("jvm.gc.count", count));
    samples.add(shown("jvm.gc.seconds", millis / 1e3));
    return samples;
  }

  @Override
  public Floor floor() throws IOException, JMException, JvmUnavailable, InterruptedException {
    ClassHistogram live = collection.histogram();
    List<MemorySample> samples = numbers();
    samples.add(
        new MemorySample(
            "jvm.memory.live",
            MetricKind.LIVE_SET,
            Unit.BYTES,
            live.bytes(),
            GcState.AFTER_FULL_GC));
    ClassCount virtual = live.classes().get(VIRTUAL);
    if (virtual != null) {
      samples.add(
          new MemorySample(
              "jvm.thread.virtual.count",
              MetricKind.THREADS,
              Unit.COUNT,
              virtual.instances(),
              GcState.AFTER_FULL_GC));
    }
    if (tracksNativeMemory) {
      samples.addAll(NativeCategories.in(beans.command("vmNativeMemory", "summary")));
    }
    return new Floor(samples, live);
  }

  private List<MemorySample> numbers() throws IOException, JMException {
    Map<ObjectName, Map<String, Object>> read = beans.read(allAsks);
    List<MemorySample> samples = new ArrayList<>(light(read));
    samples.addAll(pools.samples(read));
    add(samples, "jvm.buffer.memory.used", MetricKind.BYTES, read, Beans.DIRECT, "MemoryUsed");
    mostDirect.ifPresent(most -> samples.add(shown(MOST_DIRECT, Unit.BYTES, (double) most)));
    add(
        samples,
        "jvm.buffer.memory.used.mapped",
        MetricKind.BYTES,
        read,
        Beans.MAPPED,
        "MemoryUsed");
    add(samples, "jvm.class.count", MetricKind.CLASSES, read, Beans.CLASSES, "LoadedClassCount");
    add(samples, "jvm.thread.count", MetricKind.THREADS, read, Beans.THREADS, "ThreadCount");
    add(
        samples,
        DESCRIPTORS,
        MetricKind.DESCRIPTORS,
        read,
        Beans.SYSTEM,
        "OpenFileDescriptorCount");
    number(read, Beans.SYSTEM, "MaxFileDescriptorCount")
        .ifPresent(most -> samples.add(shown(MOST_DESCRIPTORS, most)));
    number(read, Beans.SYSTEM, "ProcessCpuTime")
        .ifPresent(nanos -> samples.add(shown("jvm.cpu.time", nanos / 1e9)));
    return samples;
  }

  private static List<Beans.Ask> lightAsks(Collector collector) {
    List<Beans.Ask> asks = new ArrayList<>();
    asks.add(Beans.Ask.of(Beans.MEMORY, "HeapMemoryUsage"));
    for (ObjectName bean : collector.all()) {
      asks.add(Beans.Ask.of(bean, "CollectionCount", "CollectionTime"));
    }
    return asks;
  }

  private static List<Beans.Ask> allAsks(Collector collector, Pools pools) {
    List<Beans.Ask> asks = lightAsks(collector);
    asks.addAll(pools.asks());
    asks.add(Beans.Ask.of(Beans.DIRECT, "MemoryUsed"));
    asks.add(Beans.Ask.of(Beans.MAPPED, "MemoryUsed"));
    asks.add(Beans.Ask.of(Beans.CLASSES, "LoadedClassCount"));
    asks.add(Beans.Ask.of(Beans.THREADS, "ThreadCount"));
    asks.add(
        Beans.Ask.of(
            Beans.SYSTEM, "OpenFileDescriptorCount", "MaxFileDescriptorCount", "ProcessCpuTime"));
    return asks;
  }

  private static void add(
      List<MemorySample> samples,
      String metric,
      MetricKind kind,
      Map<ObjectName, Map<String, Object>> read,
      ObjectName bean,
      String attribute) {
    Unit unit = kind == MetricKind.BYTES ? Unit.BYTES : Unit.COUNT;
    number(read, bean, attribute)
        .ifPresent(
            value ->
                samples.add(new MemorySample(metric, kind, unit, value, GcState.AFTER_FULL_GC)));
  }

  /** One number, or the {@code used} part of a memory usage. */
  private static OptionalDouble number(
      Map<ObjectName, Map<String, Object>> read, ObjectName bean, String attribute) {
    Object value = read.getOrDefault(bean, Map.of()).get(attribute);
    if (value instanceof Map<?, ?> usage) {
      value = usage.get("used");
    }
    return value instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  private static MemorySample shown(String metric, double value) {
    return shown(metric, Unit.COUNT, value);
  }

  private static MemorySample shown(String metric, Unit unit, double value) {
    return new MemorySample(metric, MetricKind.SHOWN, unit, value, GcState.LIVE);
  }

  private static JvmIdentity identify(Beans beans, Collector collector, String way)
      throws IOException, JMException {
    Map<String, Object> runtime =
        beans.read(
            Beans.RUNTIME, "Pid", "Name", "VmName", "VmVersion", "InputArguments", "StartTime");
    return new JvmIdentity(
        pid(runtime),
        runtime.get("VmName") + " " + runtime.get("VmVersion") + ", " + collector.name(),
        collector.name(),
        SecretArguments.redact(strings(runtime.get("InputArguments"))),
        Instant.ofEpochMilli(
            runtime.get("StartTime") instanceof Number start ? start.longValue() : 0),
        new HeapLimit(beans, collector).read(),
        beans.flag("DisableExplicitGC").map(flag -> "true".equals(flag.get("value"))).orElse(false),
        heap(beans),
        way);
  }

  private static List<String> strings(@org.jspecify.annotations.Nullable Object value) {
    if (value instanceof String[] array) {
      return List.of(array);
    }
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static Optional<List<AddressRange>> heap(Beans beans) throws IOException {
    try {
      return HeapRanges.in(beans.command("gcHeapInfo"));
    } catch (JMException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong pid(Map<String, Object> runtime) {
    if (runtime.get("Pid") instanceof Number pid) {
      return OptionalLong.of(pid.longValue());
    }
    String name = String.valueOf(runtime.get("Name"));
    String before = name.substring(0, Math.max(0, name.indexOf('@')));
    return before.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(before))
        : OptionalLong.empty();
  }
}
