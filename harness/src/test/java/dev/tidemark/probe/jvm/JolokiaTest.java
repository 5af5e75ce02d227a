package dev.tidemark.probe.jvm;

import static dev.tidemark.probe.jvm.Readings.measured;
import static dev.tidemark.probe.jvm.Readings.missed;
import static dev.tidemark.probe.jvm.Readings.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.ReadRequest.Depth;
import dev.tidemark.probe.Witness;
import java.io.File;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JolokiaTest {
  private static final int N = 50_021;

  @Test
  void aFloorOverHttpCountsWhatWasKeptAndReadsWhatJmxReads() throws Exception {
    int port = Ports.free();
    try (TankProcess tank = started(port, "");
        JvmProbe probe = JvmProbe.ofJolokia(url(port), RemoteAccess.OPEN, Clocks.SYSTEM);
        JvmProbe jmx = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.FLOOR);
      Reading.Measured before = measured(probe, Depth.FLOOR);
      tank.tell("keep", N);
      Reading.Measured after = measured(probe, Depth.FLOOR);

      assertThat(Readings.drops(after.classes())).isEqualTo(N);
      assertThat(value(after, "jvm.memory.live") - value(before, "jvm.memory.live"))
          .as("the agent itself loads some at first, too")
          .isBetween(0.8 * 32.0 * N, 1.2 * 32.0 * N);
      assertThat(after.samples())
          .extracting(MemorySample::metric)
          .containsAll(
              measured(jmx, Depth.FLOOR).samples().stream().map(MemorySample::metric).toList());
      assertThat(probe.identity().orElseThrow().runtime())
          .isEqualTo(jmx.identity().orElseThrow().runtime());
      assertThat(probe.identity().orElseThrow().limit())
          .isEqualTo(jmx.identity().orElseThrow().limit());
      assertThat(probe.identity().orElseThrow().startedAt())
          .isEqualTo(jmx.identity().orElseThrow().startedAt());
    }
  }

  @Test
  void thePasswordIsAskedForAndNeverPrinted() throws Exception {
    int port = Ports.free();
    try (TankProcess tank = started(port, ",user=u,password=hunter22")) {
      assertThat(tank.pid()).isPositive();
      try (JvmProbe nobody = JvmProbe.ofJolokia(url(port), RemoteAccess.OPEN, Clocks.SYSTEM)) {
        assertThat(missed(nobody, Depth.LIGHT).reason()).contains("401", "TIDEMARK_JMX_USER");
      }
      try (JvmProbe wrong = as(port, "hunter99")) {
        assertThat(missed(wrong, Depth.LIGHT).reason())
            .contains("check user and password")
            .doesNotContain("hunter");
      }
      try (JvmProbe right = as(port, "hunter22")) {
        measured(right, Depth.FLOOR);
      }
    }
  }

  @Test
  void anAgentThatStoppedWhileTheTargetLivesIsNoDeath() throws Exception {
    int port = Ports.free();
    RemoteAccess seen = new RemoteAccess(Optional.empty(), Optional.empty(), () -> true);
    RemoteAccess unseen = new RemoteAccess(Optional.empty(), Optional.empty(), Witness.NONE);
    try (TankProcess tank = started(port, "");
        JvmProbe probe = JvmProbe.ofJolokia(url(port), seen, Clocks.SYSTEM);
        JvmProbe other = JvmProbe.ofJolokia(url(port), unseen, Clocks.SYSTEM)) {
      measured(probe, Depth.LIGHT);
      measured(other, Depth.LIGHT);
      tank.kill();
      assertThat(missed(probe, Depth.LIGHT))
          .satisfies(
              gap -> {
                assertThat(gap.targetGone()).isFalse();
                assertThat(gap.reason()).contains("while the target still answers");
              });
      assertThat(missed(other, Depth.LIGHT).targetGone()).isTrue();
    }
  }

  @Test
  void anAddressWithAPasswordIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(
            () ->
                JvmProbe.ofJolokia(
                    URI.create("http://u:hunter22@127.0.0.1/jolokia"),
                    RemoteAccess.OPEN,
                    Clocks.SYSTEM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("environment")
        .hasMessageNotContaining("hunter");
  }

  private static JvmProbe as(int port, String password) {
    return JvmProbe.ofJolokia(
        url(port),
        new RemoteAccess(
            Optional.of(new Credentials("u", password)), Optional.empty(), Witness.NONE),
        Clocks.SYSTEM);
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port + "/jolokia");
  }

  /** With its agent listening, which begins a moment after the program does. */
  private static TankProcess started(int port, String options) throws Exception {
    TankProcess tank = TankProcess.start("-Xmx64m", agent(port, options));
    for (int i = 0; i < 200; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        break;
      } catch (ConnectException e) {
        Thread.sleep(50);
      }
    }
    return tank;
  }

  /** The agent lies on the class path of the tests, where Maven put it. */
  private static String agent(int port, String options) {
    String jar =
        Stream.of(
                (System.getProperty("surefire.test.class.path", "")
                        + File.pathSeparator
                        + System.getProperty("java.class.path"))
                    .split(File.pathSeparator, -1))
            .filter(path -> path.contains("jolokia-agent-jvm"))
            .findFirst()
            .orElseThrow();
    return "-javaagent:" + jar + "=host=127.0.0.1,port=" + port + options;
  }
}
