package dev.tidemark.sample;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Unit;
import java.util.Map;
import java.util.Optional;

/**
 * What native code holds: memory of no file outside of the Java heap, less what the JVM says of
 * metaspace, code and direct buffers, which are series of their own. Read by two probes, so it can
 * only be had where both answered.
 */
final class NativeMemory {
  private static final String OUTSIDE_HEAP = "process.memory.outside_heap";
  private static final String NON_HEAP = "jvm.memory.committed.non_heap";
  private static final String DIRECT = "jvm.buffer.memory.used";

  private NativeMemory() {}

  static Optional<MemorySample> in(Map<String, MemorySample> samples) {
    MemorySample outside = samples.get(OUTSIDE_HEAP);
    MemorySample nonHeap = samples.get(NON_HEAP);
    MemorySample direct = samples.get(DIRECT);
    if (outside == null || nonHeap == null || direct == null) {
      return Optional.empty();
    }
    double held = outside.value() - nonHeap.value() - direct.value();
    return Optional.of(
        new MemorySample(
            "process.memory.native",
            MetricKind.NATIVE,
            Unit.BYTES,
            Math.max(0, held),
            GcState.UNKNOWN));
  }
}
