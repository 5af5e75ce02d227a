package dev.tidemark.probe.jvm;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Unit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;

/** One connection to one JVM; confined to a single thread. */
final class JvmSession {
  /**
   * A JVM generates classes for what is called by reflection more than 15 times: enough readings to
   * have that behind it before the first floor.
   */
  private static final int WARM_UPS = 20;

  private final JmxTarget.Link link;
  private final Beans beans;
  private final Collector collector;
  private final JvmIdentity identity;
  private final FullCollection collection;

  private JvmSession(JmxTarget.Link link, Beans beans, Collector collector, JvmIdentity identity) {
    this.link = link;
    this.beans = beans;
    this.collector = collector;
    this.identity = identity;
    this.collection = new FullCollection(beans, collector, identity.explicitGcDisabled());
  }

  static JvmSession over(JmxTarget.Link link) throws IOException, JMException {
    Beans beans = new Beans(link.beans());
    Collector collector = Collector.of(link.beans().queryNames(Beans.COLLECTORS, null));
    JvmSession session = new JvmSession(link, beans, collector, identify(beans, collector));
    for (int i = 0; i < WARM_UPS; i++) {
      session.numbers();
      beans.flag("MaxHeapSize");
    }
    return session;
  }

  JvmIdentity identity() {
    return identity;
  }

  void close() throws IOException {
    link.close();
  }

  /** Heap in use and collections so far. */
  List<MemorySample> light() throws IOException, JMException {
    List<MemorySample> samples = new ArrayList<>();
    add(samples, "jvm.memory.used", MetricKind.SHOWN, Beans.MEMORY, "HeapMemoryUsage");
    double count = 0;
    double millis = 0;
    for (ObjectName bean : collector.all()) {
      Map<String, Object> values = beans.read(bean, "CollectionCount", "CollectionTime");
      count += values.get("CollectionCount") instanceof Number n ? n.doubleValue() : 0;
      millis += values.get("CollectionTime") instanceof Number n ? n.doubleValue() : 0;
    }
    samples.add(shown("jvm.gc.count", count));
    samples.add(shown("jvm.gc.seconds", millis / 1e3));
    return samples;
  }

  /** Everything, after a full collection. */
  Floor floor() throws IOException, JMException, JvmUnavailable, InterruptedException {
    ClassHistogram live = collection.histogram();
    List<MemorySample> samples = numbers();
    samples.add(
        new MemorySample(
            "jvm.memory.live",
            MetricKind.LIVE_SET,
            Unit.BYTES,
            live.bytes(),
            GcState.AFTER_FULL_GC));
    return new Floor(samples, live);
  }

  private List<MemorySample> numbers() throws IOException, JMException {
    List<MemorySample> samples = new ArrayList<>(light());
    add(samples, "jvm.memory.metaspace", MetricKind.BYTES, Beans.METASPACE, "Usage");
    add(samples, "jvm.buffer.direct", MetricKind.BYTES, Beans.DIRECT, "MemoryUsed");
    add(samples, "jvm.class.count", MetricKind.CLASSES, Beans.CLASSES, "LoadedClassCount");
    add(samples, "jvm.thread.count", MetricKind.THREADS, Beans.THREADS, "ThreadCount");
    add(
        samples,
        "process.unix.file_descriptor.count",
        MetricKind.DESCRIPTORS,
        Beans.SYSTEM,
        "OpenFileDescriptorCount");
    return samples;
  }

  record Floor(List<MemorySample> samples, ClassHistogram live) {}

  private void add(
      List<MemorySample> samples, String metric, MetricKind kind, ObjectName bean, String attribute)
      throws IOException, JMException {
    boolean heap = bean.equals(Beans.MEMORY);
    Unit unit = heap || kind == MetricKind.BYTES ? Unit.BYTES : Unit.COUNT;
    GcState gc = heap ? GcState.LIVE : GcState.AFTER_FULL_GC;
    beans
        .number(bean, attribute)
        .ifPresent(value -> samples.add(new MemorySample(metric, kind, unit, value, gc)));
  }

  private static MemorySample shown(String metric, double value) {
    return new MemorySample(metric, MetricKind.SHOWN, Unit.COUNT, value, GcState.LIVE);
  }

  private static JvmIdentity identify(Beans beans, Collector collector)
      throws IOException, JMException {
    Map<String, Object> runtime =
        beans.read(
            Beans.RUNTIME, "Pid", "Name", "VmName", "VmVersion", "InputArguments", "StartTime");
    return new JvmIdentity(
        pid(runtime),
        runtime.get("VmName") + " " + runtime.get("VmVersion") + ", " + collector.name(),
        collector.name(),
        runtime.get("InputArguments") instanceof String[] arguments
            ? SecretArguments.redact(List.of(arguments))
            : List.of(),
        Instant.ofEpochMilli(
            runtime.get("StartTime") instanceof Number start ? start.longValue() : 0),
        new HeapLimit(beans, collector).read(),
        beans
            .flag("DisableExplicitGC")
            .map(flag -> "true".equals(flag.get("value")))
            .orElse(false));
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
