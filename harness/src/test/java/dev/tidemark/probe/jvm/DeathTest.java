package dev.tidemark.probe.jvm;

import static dev.tidemark.probe.jvm.Readings.measured;
import static dev.tidemark.probe.jvm.Readings.missed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.ReadRequest.Depth;
import dev.tidemark.probe.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@EnabledOnOs(OS.LINUX)
class DeathTest {
  private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

  @Test
  void aFatalErrorIsToldWithItsCauseAndItsFile(@TempDir Path folder) throws Exception {
    try (TankProcess tank =
            TankProcess.start(
                "-Xmx64m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("died-%p.txt"));
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.LIGHT);
      tank.signal("SEGV");
      tank.awaitEnd();
      Reading.Missed end = missed(probe, Depth.FLOOR);
      assertThat(end.targetGone()).isTrue();
      assertThat(end.reason())
          .startsWith("process " + tank.pid() + " has ended; SIGSEGV")
          .endsWith("see " + folder.toRealPath().resolve("died-" + tank.pid() + ".txt"));
    }
  }

  @Test
  void anotherProcessUnderTheSameIdIsNotTheTarget() throws Exception {
    assumeTrue(Files.isWritable(LAST_PID), "needs root, to choose a process id");
    try (TankProcess tank = TankProcess.start("-Xmx64m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      measured(probe, Depth.FLOOR);
      long pid = tank.pid();
      tank.kill();
      Process thief = takeOver(pid);
      try {
        assertThat(missed(probe, Depth.FLOOR))
            .isEqualTo(
                new Reading.Missed(
                    "process " + pid + " has ended, and its id belongs to another process now",
                    true));
      } finally {
        thief.destroyForcibly();
      }
    }
  }

  private static Process takeOver(long pid) throws IOException, InterruptedException {
    for (int i = 0; i < 200; i++) {
      Files.writeString(LAST_PID, Long.toString(pid - 1));
      Process process = new ProcessBuilder("sleep", "60").start();
      if (process.pid() == pid) {
        return process;
      }
      process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
    assumeTrue(false, "others took the process id");
    throw new IOException("no such id");
  }

  @Test
  void aJmxPortThatIsClosedWhileTheTargetLivesIsNoDeath() throws Exception {
    int port = Ports.free();
    RemoteAccess seen = new RemoteAccess(Optional.empty(), Optional.empty(), () -> true);
    RemoteAccess unseen = new RemoteAccess(Optional.empty(), Optional.empty(), Witness.NONE);
    try (TankProcess tank = TankProcess.start(flags(port));
        Relay relay = Relay.before(port);
        JvmProbe probe = JvmProbe.ofUrl(url(port), seen, Clocks.SYSTEM);
        JvmProbe blind = JvmProbe.ofUrl(url(port), unseen, Clocks.SYSTEM)) {
      assertThat(tank.pid()).isPositive();
      measured(probe, Depth.FLOOR);
      measured(blind, Depth.LIGHT);
      relay.shut();
      Reading.Missed gap = missed(probe, Depth.FLOOR);
      assertThat(gap.targetGone()).isFalse();
      assertThat(gap.reason())
          .isEqualTo(
              "nothing listens at "
                  + url(port)
                  + " any more, while the target still answers: its JMX port was closed");
      assertThat(missed(blind, Depth.LIGHT).targetGone()).isTrue();
      try (Relay again = Relay.before(port)) {
        assertThat(again.port()).isEqualTo(port);
        measured(probe, Depth.FLOOR);
      }
    }
  }

  @Test
  void aHistogramThatTakesLongIsMissedAndTheNextIsReadOnceItIsOver() throws Exception {
    SlowBeans slow = new SlowBeans(Duration.ofSeconds(2));
    try (JvmProbe probe = JvmProbe.of(slow, Clocks.SYSTEM)) {
      measured(probe, Depth.LIGHT);
      Reading.Missed late = missed(probe, Depth.FLOOR, Duration.ofMillis(500));
      assertThat(late)
          .isEqualTo(new Reading.Missed("a slow JVM did not answer within 500 ms", false));
      assertThat(missed(probe, Depth.LIGHT, Duration.ofMillis(200)))
          .isEqualTo(
              new Reading.Missed("a slow JVM still does not answer an earlier reading", false));
      measured(probe, Depth.FLOOR);
    }
  }

  @Test
  void aStoppedJvmThatWasNeverReadNamesTheRemedy() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m");
        JvmProbe probe = JvmProbe.ofPid(tank.pid(), Clocks.SYSTEM)) {
      tank.signal("STOP");
      assertThat(missed(probe, Depth.FLOOR, Duration.ofSeconds(5)).reason())
          .contains("answer")
          .endsWith("it is stopped; let it go on with kill -CONT " + tank.pid());
    }
  }

  private static String url(int port) {
    return "service:jmx:rmi:///jndi/rmi://" + Relay.ADDRESS + ":" + port + "/jmxrmi";
  }

  /** Its objects say that they live at the relay, so that all traffic goes through that. */
  private static String[] flags(int port) {
    String prefix = "-Dcom.sun.management.jmxremote.";
    return new String[] {
      "-Xmx64m",
      prefix + "port=" + port,
      prefix + "rmi.port=" + port,
      prefix + "host=127.0.0.1",
      prefix + "ssl=false",
      prefix + "authenticate=false",
      "-Djava.rmi.server.hostname=" + Relay.ADDRESS
    };
  }
}
