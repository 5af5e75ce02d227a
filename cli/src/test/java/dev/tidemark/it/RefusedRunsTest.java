package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.RunVerdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that cannot be carried out: exit code 4 and one line that says what to do. */
final class RefusedRunsTest {
  private final Targets targets = new Targets();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    targets.close();
  }

  @Test
  void aTargetThatNobodyServes() throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    RunVerdict verdict = refused(Map.of(), Targets.arm("candidate", "http://127.0.0.1:" + port));
    assertThat(verdict.reason()).contains("nothing answers there", "--target");
  }

  @Test
  void aProcessThatIsNoMore() throws RunImpossible, IOException, InterruptedException {
    TargetProcess target = innocent();
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    RunVerdict verdict =
        refused(
            Map.of(),
            Targets.arm("candidate", Targets.url(target), new ProbeSpec.JvmByPid(gone.pid())));
    assertThat(verdict.reason()).contains("there is no process " + gone.pid());
  }

  @Test
  void aProcessThatIsNoJvm() throws RunImpossible, IOException, InterruptedException {
    TargetProcess target = innocent();
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      RunVerdict verdict =
          refused(
              Map.of(),
              Targets.arm("candidate", Targets.url(target), new ProbeSpec.JvmByPid(sleep.pid())));
      assertThat(verdict.reason()).contains("is not a JVM");
      assertThat(sleep.isAlive()).isTrue();
    } finally {
      sleep.destroyForcibly();
    }
  }

  @Test
  void aPathThatTheTargetDoesNotHave() throws RunImpossible, InterruptedException {
    RunVerdict verdict =
        refused(Map.of("request.path", "/nope"), Targets.arm("candidate", innocent()));
    assertThat(verdict.reason()).contains("POST", "/nope answered 404", "--request-path");
  }

  private TargetProcess innocent() throws RunImpossible {
    return targets.catalogue(List.of("-Xmx64m"), "--leak", "none");
  }

  private RunVerdict refused(Map<String, String> options, ArmConfig arm)
      throws InterruptedException {
    try (DirectRun run = DirectRun.start(folder, options, arm)) {
      Conclusion end = run.end(Duration.ofSeconds(60));
      assertThat(end.verdict().exit()).as("%s", end.verdict()).isEqualTo(4);
      assertThat(end.verdict().reason()).isNotBlank().doesNotContain("\n");
      assertThat(end.folder()).isEmpty();
      return end.verdict();
    }
  }
}
