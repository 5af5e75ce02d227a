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
      assertThat(value(after, "jvm.buffer.direct") - value(before, "jvm.buffer.direct"))
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
          .containsEntry("jvm.buffer.direct", MetricKind.BYTES)
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
      assertThat(identity.limit()).contains(new Limit(ByteSize.ofMebibytes(64), "-Xmx"));
      assertThat(identity.explicitGcDisabled()).isTrue();
      assertThat(identity.arguments()).contains("-Xmx64m", "-Ddb.password=***");
      assertThat(identity.toString()).doesNotContain("hunter2");
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
