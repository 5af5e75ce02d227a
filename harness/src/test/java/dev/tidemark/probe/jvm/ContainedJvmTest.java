package dev.tidemark.probe.jvm;

import static dev.tidemark.probe.jvm.Readings.measured;
import static dev.tidemark.probe.jvm.Readings.missed;
import static dev.tidemark.probe.jvm.Readings.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.ReadRequest.Depth;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs behind walls that the operating system puts up: containers, and other users. */
@Timeout(120)
class ContainedJvmTest {
  private static final int N = 10_007;

  /** A /tmp and a /proc of one's own; the classes stay where they are, were it below /tmp. */
  static final String OWN_TMP =
      String.join(
          " && ",
          "classes='" + TankProcess.classes() + "'",
          "mount --bind \"$classes\" /mnt",
          "mount -t tmpfs none /tmp",
          "mkdir -p \"$classes\"",
          "mount --bind /mnt \"$classes\"",
          "mount -t proc none /proc",
          "exec \"$@\"");

  /** Own processes, own network, own /tmp: neither the Attach API nor its JMX port reach in. */
  private static final List<String> CONTAINER =
      List.of("unshare", "-p", "-f", "-n", "-m", "--kill-child", "sh", "-c", OWN_TMP, "sh");

  /** A container that another user than root has made, and is root in. */
  static final List<String> ROOTLESS =
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "unshare",
          "-U",
          "--map-root-user",
          "-p",
          "-f",
          "-m",
          "--kill-child",
          "sh",
          "-c",
          OWN_TMP,
          "sh");

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseParallelGC"})
  void aJvmInAContainerIsReadThroughItsRoot(String collector) throws Exception {
    Machine.assumePossible("unshare", "-p", "-f", "-n", "-m", "true");
    try (TankProcess tank =
            TankProcess.startedBy(CONTAINER, "-Xmx64m", collector, "-Djava.io.tmpdir=/tmp");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      countsExactly(tank, probe);
    }
  }

  @Test
  void aJvmOfJdk25InAContainerIsReadToo() throws Exception {
    Machine.assumePossible("unshare", "-p", "-f", "-n", "-m", "true");
    Optional<Path> jdk = TankProcess.jdk(25);
    assumeTrue(jdk.isPresent(), "needs a JDK 25: set JAVA25_HOME");
    for (String collector : List.of("-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseShenandoahGC")) {
      try (TankProcess tank =
              TankProcess.startedBy(CONTAINER, jdk.orElseThrow(), "-Xmx64m", collector);
          JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
        countsExactly(tank, probe);
      }
    }
  }

  @Test
  void rootReadsTheJvmOfAnotherUser() throws Exception {
    String classes = TankProcess.classes(); // another user must be able to read them
    Machine.assumePossible(
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "test", "-x", classes);
    try (TankProcess tank =
            TankProcess.startedBy(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), "-Xmx64m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      countsExactly(tank, probe);
    }
  }

  /** A JVM removes such a socket when it starts, but not that of another user. */
  @Test
  void aSocketThatADeadJvmOfAnotherUserLeftBehindIsNoObstacle() throws Exception {
    Machine.assumePossible(
        "setpriv", "--reuid=65534", "--clear-groups", "test", "-x", TankProcess.classes());
    try (TankProcess tank =
            TankProcess.startedBy(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), "-Xmx64m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        dead.bind(UnixDomainSocketAddress.of("/tmp/.java_pid" + tank.pid()));
      }
      countsExactly(tank, probe);
    }
  }

  @Test
  void jattachReadsAsInstalledOrAsApLoaderBringsIt() throws Exception {
    Optional<Path> program = Jattach.available();
    assumeTrue(
        program.isPresent(), "needs jattach: set TIDEMARK_JATTACH, where ap-loader has none");
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      JvmSession session =
          CommandSession.over(
              new Jattach(program.orElseThrow(), tank.pid()), ProcessFacts.of(tank.pid()));
      tank.tell("keep", N);
      assertThat(Readings.drops(session.floor().live().classes())).isEqualTo(N);
    }
  }

  /** Root out here is nobody in there: the JVM refuses the socket of a stranger. */
  @Test
  void aJvmInAContainerWithUsersOfItsOwnIsReadByJattach() throws Exception {
    Machine.assumePossible(
        ROOTLESS.get(0), "--reuid=65534", "unshare", "-U", "-p", "-f", "-m", "true");
    Machine.assumePossible(
        "setpriv", "--reuid=65534", "--clear-groups", "test", "-x", TankProcess.classes());
    try (TankProcess tank = TankProcess.startedBy(ROOTLESS, "-Xmx64m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      countsExactly(tank, probe);
      assertThat(probe.identity().orElseThrow().way()).startsWith("jattach");
    }
  }

  @Test
  void aContainedJvmThatForbidsAttachingNamesTheFlag() throws Exception {
    Machine.assumePossible("unshare", "-p", "-f", "-n", "-m", "true");
    try (TankProcess tank =
            TankProcess.startedBy(CONTAINER, "-Xmx64m", "-XX:+DisableAttachMechanism");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      assertThat(missed(probe, Depth.LIGHT).reason())
          .contains("-XX:+DisableAttachMechanism", "service:jmx");
    }
  }

  private static void countsExactly(TankProcess tank, JvmProbe probe) throws IOException {
    measured(probe, Depth.FLOOR);
    Reading.Measured before = measured(probe, Depth.FLOOR);
    tank.tell("keep", N);
    Reading.Measured after = measured(probe, Depth.FLOOR);
    assertThat(Readings.drops(after.classes())).isEqualTo(N);
    assertThat(value(after, "jvm.memory.live") - value(before, "jvm.memory.live"))
        .isBetween(32.0 * N - 64_000, 32.0 * N + 64_000);
    assertThat(value(after, "jvm.thread.count")).isPositive();
    assertThat(value(after, "jvm.class.count")).isPositive();
    JvmIdentity identity = probe.identity().orElseThrow();
    assertThat(identity.limit().orElseThrow().size().bytes()).isEqualTo(64L << 20);
    assertThat(identity.limit().orElseThrow().source()).isEqualTo("-Xmx");
    assertThat(identity.runtime()).contains("VM");
  }
}
