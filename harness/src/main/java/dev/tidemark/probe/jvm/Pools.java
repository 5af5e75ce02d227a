package dev.tidemark.probe.jvm;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The memory pools of a JVM: what each uses, and what the last collection left in those of the heap
 * together. Metaspace holds the class space. The code heaps are one: code moves between them.
 */
final class Pools {
  private final List<Pool> pools;

  private Pools(List<Pool> pools) {
    this.pools = List.copyOf(pools);
  }

  private record Pool(ObjectName bean, String name, boolean heap) {}

  static Pools of(Beans beans) throws IOException, JMException {
    List<Pool> pools = new ArrayList<>();
    for (ObjectName bean : beans.named(Beans.POOLS)) {
      Map<String, Object> facts = beans.read(bean, "Type");
      boolean heap = "HEAP".equals(String.valueOf(facts.get("Type")));
      pools.add(new Pool(bean, String.valueOf(bean.getKeyProperty("name")), heap));
    }
    return new Pools(pools);
  }

  /** What {@link #samples} is made of. */
  List<Beans.Ask> asks() {
    return pools.stream()
        .map(
            pool ->
                pool.heap()
                    ? Beans.Ask.of(pool.bean(), "Usage", "CollectionUsage")
                    : Beans.Ask.of(pool.bean(), "Usage"))
        .toList();
  }

  List<MemorySample> samples(Map<ObjectName, Map<String, Object>> read) {
    List<MemorySample> samples = new ArrayList<>();
    double afterCollection = 0;
    double code = 0;
    double aside = 0;
    for (Pool pool : pools) {
      Map<String, Object> values = read.getOrDefault(pool.bean(), Map.of());
      double used = item(values, "Usage", "used");
      if (pool.heap()) {
        afterCollection += item(values, "CollectionUsage", "used");
        samples.add(indirect("jvm.memory.used." + words(pool.name()), used));
        continue;
      }
      if (pool.name().startsWith("Code")) {
        code += used;
        aside += item(values, "Usage", "committed");
      } else if (pool.name().equals("Metaspace")) {
        aside += item(values, "Usage", "committed");
        samples.add(
            new MemorySample(
                "jvm.memory.metaspace", MetricKind.BYTES, Unit.BYTES, used, GcState.AFTER_FULL_GC));
      }
    }
    samples.add(indirect("jvm.memory.used_after_last_gc", afterCollection));
    samples.add(indirect("jvm.memory.code_cache", code));
    samples.add(
        new MemorySample(
            "jvm.memory.committed.non_heap",
            MetricKind.SHOWN,
            Unit.BYTES,
            aside,
            GcState.AFTER_FULL_GC));
    return samples;
  }

  private static double item(Map<String, Object> values, String attribute, String item) {
    return values.get(attribute) instanceof Map<?, ?> usage
            && usage.get(item) instanceof Number number
        ? number.doubleValue()
        : 0;
  }

  private static MemorySample indirect(String metric, double value) {
    return new MemorySample(metric, MetricKind.INDIRECT, Unit.BYTES, value, GcState.AFTER_FULL_GC);
  }

  private static String words(String pool) {
    return pool.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
