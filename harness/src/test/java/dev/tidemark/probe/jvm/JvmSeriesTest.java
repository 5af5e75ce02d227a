package dev.tidemark.probe.jvm;

import static dev.tidemark.probe.jvm.Readings.measured;
import static dev.tidemark.probe.jvm.Readings.sample;
import static dev.tidemark.probe.jvm.Readings.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Reading;
import dev.tidemark.model.UsableMemory;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.ReadRequest.Depth;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JvmSeriesTest {

  @Test
  void threadsAndDirectBuffersAreCountedExactly() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.FLOOR);
      Reading.Measured before = measured(probe, Depth.FLOOR);
      tank.tell("threads", 11);
      tank.tell("direct", 13);
      Reading.Measured after = measured(probe, Depth.FLOOR);
      assertThat(value(after, "jvm.buffer.memory.used") - value(before, "jvm.buffer.memory.used"))
          .isEqualTo(13 * 1024.0);
      assertThat(value(after, "jvm.thread.count") - value(before, "jvm.thread.count"))
          .isBetween(9.0, 13.0);
    }
  }

  @Test
  void whatOnlyACleanerHoldsIsNotPartOfTheFloor() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m", "-XX:+UseSerialGC");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      Map<String, ClassCount> before = measured(probe, Depth.FLOOR).classes();
      tank.tell("deflaters", 400);
      Map<String, ClassCount> after = measured(probe, Depth.FLOOR).classes();
      String cleanable = "jdk.internal.ref.CleanerImpl$PhantomCleanableRef";
      assertThat(instances(after, cleanable)).isLessThanOrEqualTo(instances(before, cleanable) + 5);
    }
  }

  private static long instances(Map<String, ClassCount> classes, String name) {
    return classes.getOrDefault(name, new ClassCount(0, 0)).instances();
  }

  @Test
  void everySeriesHasTheKindThatDecidesWhatItMayProve() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      Map<String, MetricKind> kinds =
          measured(probe, Depth.FLOOR).samples().stream()
              .collect(Collectors.toMap(MemorySample::metric, MemorySample::kind));
      assertThat(kinds)
          .containsEntry("jvm.memory.live", MetricKind.LIVE_SET)
          .containsEntry("jvm.memory.used", MetricKind.SHOWN)
          .containsEntry("jvm.memory.metaspace", MetricKind.BYTES)
          .containsEntry("jvm.buffer.memory.used", MetricKind.BYTES)
          .containsEntry("jvm.class.count", MetricKind.CLASSES)
          .containsEntry("jvm.thread.count", MetricKind.THREADS)
          .containsEntry("jvm.gc.count", MetricKind.SHOWN)
          .containsEntry("jvm.gc.seconds", MetricKind.SHOWN);
    }
  }

  @Test
  void aLightReadingCollectsNothing() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      Reading.Measured first = measured(probe, Depth.LIGHT);
      Reading.Measured second = measured(probe, Depth.LIGHT);
      assertThat(second.classes()).isEmpty();
      assertThat(sample(second, "jvm.memory.used").gc()).isEqualTo(GcState.LIVE);
      assertThat(value(second, "jvm.gc.count")).isEqualTo(value(first, "jvm.gc.count"));
    }
  }

  @Test
  void theIdentityNamesRuntimeLimitAndFlagsWithoutSecrets() throws Exception {
    try (TankProcess tank =
            TankProcess.start(
                "-Xmx64m",
                "-XX:+UseParallelGC",
                "-XX:+DisableExplicitGC",
                "-Ddb.password=hunter2");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      assertThat(probe.identity()).isEmpty();
      measured(probe, Depth.LIGHT);
      JvmIdentity identity = probe.identity().orElseThrow();
      assertThat(identity.pid()).hasValue(tank.pid());
      assertThat(identity.collector()).isEqualTo("Parallel");
      assertThat(identity.runtime()).contains(Runtime.version().feature() + ".");
      Limit limit = identity.limit().orElseThrow();
      assertThat(limit.size()).isEqualTo(ByteSize.ofMebibytes(64));
      assertThat(limit.source()).isEqualTo("-Xmx");
      assertThat(identity.explicitGcDisabled()).isTrue();
      assertThat(identity.arguments()).contains("-Xmx64m", "-Ddb.password=***");
      assertThat(identity.toString()).doesNotContain("hunter2");
    }
  }

  /** Serial keeps one of two survivor spaces empty, a tenth of a third of the heap. */
  @Test
  void aSurvivorSpaceIsNotUsableButInG1WhichGivesOutRegions() throws Exception {
    UsableMemory serial = usable("-XX:+UseSerialGC");
    assertThat(serial.least().bytes()).isBetween(61L << 20, 63L << 20);
    assertThat(serial.most().bytes()).isEqualTo(serial.least().bytes() + (1 << 20));
    assertThat(serial.region().bytes()).isZero();
    UsableMemory parallel = usable("-XX:+UseParallelGC");
    assertThat(parallel.least().bytes()).isBetween(48L << 20, 52L << 20);
    assertThat(parallel.most().bytes()).isGreaterThan(58L << 20);
    UsableMemory g1 = usable("-XX:+UseG1GC");
    assertThat(g1.least()).isEqualTo(ByteSize.ofMebibytes(64));
    assertThat(g1.region()).isEqualTo(ByteSize.ofMebibytes(1));
  }

  private static UsableMemory usable(String collector) throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m", collector);
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.LIGHT);
      return probe.identity().orElseThrow().limit().orElseThrow().usable();
    }
  }

  @Test
  void aHeapWithoutAFlagHasALimitAllTheSame() throws Exception {
    try (TankProcess tank = TankProcess.start("-XX:MaxRAM=512m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.LIGHT);
      assertThat(probe.identity().orElseThrow().limit().orElseThrow().source())
          .isEqualTo("max heap");
    }
  }

  /**
   * Reflection that warms up would load 14 classes. The bytes are those of one more RMI connection,
   * about 21 KB, and of filler arrays, about 8 KB.
   */
  @Test
  void floorsOfAnIdleTargetLoadNoClassesAndKeepLittle() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m", "-XX:+UseSerialGC");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.FLOOR);
      Reading.Measured first = measured(probe, Depth.FLOOR);
      for (int i = 0; i < 28; i++) {
        measured(probe, Depth.FLOOR);
      }
      Reading.Measured last = measured(probe, Depth.FLOOR);
      assertThat(value(last, "jvm.class.count") - value(first, "jvm.class.count"))
          .isLessThanOrEqualTo(6);
      assertThat(value(last, "jvm.memory.live") - value(first, "jvm.memory.live"))
          .isLessThan(64_000);
    }
  }

  @Test
  void theOwnJvmIsReadInProcess() {
    try (JvmProbe probe = JvmProbe.inProcess(Clocks.SYSTEM)) {
      Reading.Measured floor = measured(probe, Depth.FLOOR);
      assertThat(floor.classes()).containsKey(JvmProbe.class.getName());
      assertThat(probe.identity().orElseThrow().pid()).hasValue(ProcessHandle.current().pid());
    }
  }
}
