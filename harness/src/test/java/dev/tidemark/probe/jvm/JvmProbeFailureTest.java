package dev.tidemark.probe.jvm;

import static dev.tidemark.probe.jvm.Readings.measured;
import static dev.tidemark.probe.jvm.Readings.missed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JvmProbeFailureTest {

  @Test
  void aKilledTargetIsGone() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m");
        Probe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.LIGHT);
      tank.kill();
      assertThat(missed(probe, Depth.FLOOR))
          .isEqualTo(new Reading.Missed("process " + tank.pid() + " has ended", true));
      assertThat(missed(probe, Depth.LIGHT).targetGone()).isTrue();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aStoppedTargetIsMissedByTheDeadlineAndReadAgainWhenItGoesOn() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m");
        Probe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.FLOOR);
      tank.signal("STOP");
      for (int i = 0; i < 5; i++) {
        Reading.Missed gap = missed(probe, Depth.FLOOR, Duration.ofMillis(100));
        assertThat(gap.reason()).contains("answer").contains("process " + tank.pid());
        assertThat(gap.targetGone()).isFalse();
      }
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getName().equals("tidemark-jvm-process-" + tank.pid())))
          .hasSize(1)
          .allMatch(Thread::isDaemon);
      tank.signal("CONT");
      measured(probe, Depth.FLOOR);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void closingDoesNotWaitForAStoppedTarget() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      Probe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM);
      measured(probe, Depth.LIGHT);
      tank.signal("STOP");
      probe.close();
      assertThat(missed(probe, Depth.LIGHT, Duration.ofMillis(100)).reason()).isNotBlank();
    }
  }

  @Test
  void aPidThatIsNotThereSaysSo() {
    try (Probe probe = JvmProbe.ofPid(Integer.MAX_VALUE, Clocks.SYSTEM)) {
      assertThat(missed(probe, Depth.LIGHT).reason())
          .isEqualTo("there is no process 2147483647; is the target running?");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatIsNoJvmIsToldSoAndLeftAlive() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try (Probe probe = JvmProbe.ofPid(sleep.pid(), Clocks.SYSTEM)) {
      assertThat(missed(probe, Depth.LIGHT).reason()).contains("is not a JVM");
      assertThat(sleep.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      sleep.destroyForcibly();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aJvmThatForbidsAttachingNamesTheFlag() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m", "-XX:+DisableAttachMechanism");
        Probe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      assertThat(missed(probe, Depth.LIGHT).reason())
          .contains("-XX:+DisableAttachMechanism")
          .contains("service:jmx");
    }
  }

  @Test
  void attachingToItselfSaysHowElse() {
    try (Probe probe = JvmProbe.ofPid(ProcessHandle.current().pid(), Clocks.SYSTEM)) {
      assertThat(missed(probe, Depth.LIGHT).reason()).contains("cannot attach to itself");
    }
  }

  @Test
  void aRestartIsNoticedBehindTheSameUrl() throws Exception {
    int port = Ports.free();
    String[] flags = jmx(port, "authenticate=false");
    try (Probe probe = JvmProbe.ofUrl(url(port), Optional.empty(), Clocks.SYSTEM)) {
      Reading.Missed early = missed(probe, Depth.LIGHT);
      assertThat(early.reason()).isEqualTo("nothing listens at " + url(port));
      assertThat(early.targetGone()).isFalse();
      try (TankProcess first = TankProcess.start(flags)) {
        measured(probe, Depth.FLOOR);
        first.kill();
      }
      assertThat(missed(probe, Depth.LIGHT).targetGone()).isTrue();
      try (TankProcess second = TankProcess.start(flags)) {
        assertThat(second.pid()).isPositive();
        Reading.Missed restarted = missed(probe, Depth.FLOOR);
        assertThat(restarted.reason()).startsWith("restarted");
        assertThat(restarted.targetGone()).isTrue();
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void passwordsOpenTheDoorAndAreNeverPrinted(@TempDir Path folder) throws Exception {
    Path passwords = secretFile(folder.resolve("p"), "control hunter22\nmonitor hunter33\n");
    Path access = secretFile(folder.resolve("a"), "control readwrite\nmonitor readonly\n");
    int port = Ports.free();
    String[] flags =
        jmx(
            port,
            "authenticate=true",
            "password.file=" + passwords,
            "access.file=" + access,
            "password.toHashes=false");
    try (TankProcess tank = TankProcess.start(flags)) {
      assertThat(tank.pid()).isPositive();
      try (Probe control = at(port, "control", "hunter22")) {
        measured(control, Depth.FLOOR);
      }
      try (Probe monitor = at(port, "monitor", "hunter33")) {
        assertThat(missed(monitor, Depth.FLOOR).reason())
            .contains("readwrite")
            .doesNotContain("hunter");
      }
      try (Probe wrong = at(port, "control", "hunter99")) {
        assertThat(missed(wrong, Depth.FLOOR).reason())
            .contains("refused the user")
            .doesNotContain("hunter");
      }
    }
    assertThat(new Credentials("control", "hunter22").toString()).doesNotContain("hunter");
  }

  @Test
  void anAddressThatIsNotRmisOwnIsRefused() {
    assertThatThrownBy(
            () ->
                JvmProbe.ofUrl(
                    "service:jmx:rmi:///jndi/ldap://evil/x", Optional.empty(), Clocks.SYSTEM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rmi://HOST:PORT");
  }

  private static Probe at(int port, String user, String password) {
    return JvmProbe.ofUrl(url(port), Optional.of(new Credentials(user, password)), Clocks.SYSTEM);
  }

  private static String url(int port) {
    return "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
  }

  private static String[] jmx(int port, String... more) {
    String prefix = "-Dcom.sun.management.jmxremote.";
    String[] flags = new String[6 + more.length];
    flags[0] = "-Xmx64m";
    flags[1] = prefix + "port=" + port;
    flags[2] = prefix + "rmi.port=" + port;
    flags[3] = prefix + "host=127.0.0.1";
    flags[4] = prefix + "ssl=false";
    flags[5] = "-Djava.rmi.server.hostname=127.0.0.1";
    for (int i = 0; i < more.length; i++) {
      flags[6 + i] = prefix + more[i];
    }
    return flags;
  }

  private static Path secretFile(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
