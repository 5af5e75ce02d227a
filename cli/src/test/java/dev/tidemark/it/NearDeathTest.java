package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ProbeSpec;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * JVMs that become unreadable in the middle of a run, each in its own way. All runs go on at once.
 */
@EnabledOnOs(OS.LINUX)
final class NearDeathTest {
  private static final Map<String, String> OPTIONS =
      Map.of("budget", "35s", "concurrency", "2", "stages", "none");
  private static final List<String> HEAP = List.of("-Xmx64m");

  private static final Duration BOUND = Duration.ofMinutes(3);

  private static Conclusion ofStopped;
  private static Conclusion ofClosed;
  private static Conclusion ofRestarted;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    int port = freePort();
    int restartPort = freePort();
    int restartJmx = freePort();
    List<String> jmx = new ArrayList<>(HEAP);
    jmx.addAll(List.of("-Dport=" + restartPort, "-Djava.rmi.server.hostname=127.0.0.1"));
    for (String flag :
        List.of(
            "port=" + restartJmx,
            "rmi.port=" + restartJmx,
            "host=127.0.0.1",
            "ssl=false",
            "authenticate=false")) {
      jmx.add("-Dcom.sun.management.jmxremote." + flag);
    }
    try (Leaking stopped = Leaking.start(HEAP, "none");
        Leaking closed = Leaking.start(HEAP, "none");
        Leaking first = Leaking.start(jmx, "none");
        FakeTarget front = FakeTarget.answering(200, "{}")) {
      manage(
          closed.pid(),
          "ManagementAgent.start",
          "jmxremote.port=" + port,
          "jmxremote.rmi.port=" + port,
          "jmxremote.host=127.0.0.1",
          "jmxremote.ssl=false",
          "jmxremote.authenticate=false");
      try (DirectRun one =
              DirectRun.start(
                  folder,
                  OPTIONS,
                  Targets.arm("stopped", front.url(), new ProbeSpec.JvmByPid(stopped.pid())));
          DirectRun two =
              DirectRun.start(
                  folder,
                  OPTIONS,
                  Targets.arm("closed", closed.url(), new ProbeSpec.JvmByUrl(url(port))));
          DirectRun three =
              DirectRun.start(
                  folder,
                  OPTIONS,
                  Targets.arm("restarted", first.url(), new ProbeSpec.JvmByUrl(url(restartJmx))))) {
        one.awaitRequests("stopped", 200);
        stopped.signal("STOP");
        two.awaitRequests("closed", 200);
        manage(closed.pid(), "ManagementAgent.stop");
        three.awaitRequests("restarted", 200);
        first.end();
        try (Leaking second = Leaking.start(jmx, "none")) {
          assertThat(second.url()).isEqualTo(first.url());
          ofRestarted = three.end(BOUND);
        }
        ofClosed = two.end(BOUND);
        ofStopped = one.end(BOUND);
      }
    }
  }

  @Test
  void oneThatIsStoppedIsInconclusiveAndSaysThatItDidNotAnswer() {
    TargetVerdict verdict = DirectRun.of(ofStopped, "stopped");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.verdict().reason() + verdict.notes()).contains("answer");
  }

  @Test
  void oneWhoseJmxPortIsClosedIsInconclusiveAndNotDead() {
    TargetVerdict verdict = DirectRun.of(ofClosed, "closed");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.verdict().reason() + verdict.notes()).contains("its JMX port was closed");
  }

  @Test
  void oneThatASupervisorRestartsHasCrashed() {
    TargetVerdict verdict = DirectRun.of(ofRestarted, "restarted");
    assertThat(verdict.verdict().kind())
        .as("%s", verdict.verdict())
        .isEqualTo(Verdict.Kind.CRASHED);
    assertThat(verdict.verdict().reason()).contains("died in round");
  }

  private static String url(int port) {
    return "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
  }

  private static void manage(long pid, String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    words.add(Long.toString(pid));
    words.addAll(List.of(command));
    Process jcmd =
        new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(jcmd.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(jcmd.exitValue()).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
