package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class ListeningTest {
  private static final long SELF = ProcessHandle.current().pid();

  @Test
  void aProcessThatDoesNotListenOnTheTargetsPortIsDoubted() throws Exception {
    Process idle = new ProcessBuilder("sleep", "60").start();
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + open.getLocalPort());
      assertThat(Listening.doubt(target(url, SELF))).isEmpty();
      assertThat(Listening.doubt(target(url, idle.pid())))
          .hasValueSatisfying(
              said ->
                  assertThat(said)
                      .contains("process " + idle.pid() + ", whose memory is read, is not the one")
                      .contains("port " + open.getLocalPort()));
    } finally {
      idle.destroyForcibly();
    }
  }

  @Test
  void whereNobodyListensOrItIsElsewhereNothingIsSaid() throws Exception {
    int closed;
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = open.getLocalPort();
    }
    assertThat(Listening.anotherListens(SELF, closed)).isFalse();
    assertThat(Listening.doubt(target(URI.create("http://192.0.2.1:1"), SELF))).isEmpty();
  }

  private static ArmConfig target(URI url, long pid) {
    return new ArmConfig("candidate", url, List.of(new ProbeSpec.JvmByPid(pid)), Optional.empty());
  }
}
