package dev.tidemark.probe.jvm;

import static dev.tidemark.probe.jvm.Readings.measured;
import static dev.tidemark.probe.jvm.Readings.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest.Depth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JvmProbeTest {
  private static final String DROP = Tank.Drop.class.getName();
  private static final int N = 10_007;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseSerialGC",
        "-XX:+UseParallelGC",
        "-XX:+UseG1GC",
        "-XX:+UseG1GC -XX:+ExplicitGCInvokesConcurrent",
        "-XX:+UseSerialGC -XX:+DisableExplicitGC",
        "-XX:+UseParallelGC -XX:+DisableExplicitGC",
        "-XX:+UseG1GC -XX:+DisableExplicitGC"
      })
  void aFloorCountsExactlyWhatWasKept(String flags) throws Exception {
    try (TankProcess tank = TankProcess.start(("-Xmx256m " + flags).split(" "))) {
      countsExactly(tank);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseSerialGC",
        "-XX:+UseG1GC",
        "-XX:+UseZGC",
        "-XX:+UseShenandoahGC",
        "-XX:+UseZGC -XX:+DisableExplicitGC"
      })
  void aFloorCountsExactlyWhatWasKeptOnJdk25(String flags) throws Exception {
    Optional<Path> jdk = TankProcess.jdk(25);
    Assumptions.assumeTrue(jdk.isPresent(), "needs a JDK 25: set JAVA25_HOME");
    try (TankProcess tank =
        TankProcess.start(jdk.orElseThrow(), ("-Xmx256m " + flags).split(" "))) {
      countsExactly(tank);
    }
  }

  private static void countsExactly(TankProcess tank) throws IOException {
    try (Probe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.FLOOR);
      Reading.Measured before = measured(probe, Depth.FLOOR);
      tank.tell("keep", N);
      Reading.Measured after = measured(probe, Depth.FLOOR);

      ClassCount none = new ClassCount(0, 0);
      ClassCount had = before.classes().getOrDefault(DROP, none);
      ClassCount has = after.classes().getOrDefault(DROP, none);
      assertThat(has.instances() - had.instances()).isEqualTo(N);
      assertThat(has.bytes() - had.bytes()).isEqualTo(32L * N);
      assertThat(value(after, "jvm.memory.live") - value(before, "jvm.memory.live"))
          .isBetween(32.0 * N - 64_000, 32.0 * N + 64_000);
      assertThat(after.samples())
          .filteredOn(s -> s.metric().equals("jvm.memory.live"))
          .first()
          .satisfies(
              s -> {
                assertThat(s.kind()).isEqualTo(MetricKind.LIVE_SET);
                assertThat(s.gc()).isEqualTo(GcState.AFTER_FULL_GC);
              });
    }
  }
}
