package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Suspect;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Threads, files and sockets of this very process. */
class HandleSuspectsTest {
  private static final int GAINED = 400;

  private final List<Closeable> open = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void letGo() throws IOException {
    end.countDown();
    for (Closeable one : open) {
      one.close();
    }
  }

  private void waitForTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void threadsAreToldByTheirNames() throws IOException {
    for (int i = 0; i < GAINED; i++) {
      Thread thread = new Thread(this::waitForTheEnd, "tenant-" + i + ":keeper");
      thread.setDaemon(true);
      thread.start();
    }
    assertThat(ThreadSuspects.of(ManagementFactory.getPlatformMBeanServer(), GAINED, 0.5))
        .hasValueSatisfying(
            suspect -> {
              assertThat(suspect.kind()).isEqualTo("thread");
              assertThat(suspect.name())
                  .startsWith("java.lang.Thread \"tenant-#:keeper\"")
                  .contains("waitForTheEnd");
              assertThat(suspect.evidence()).isEqualTo("400 threads are alive with this name");
              assertThat(suspect.perRequest()).isEqualTo(0.5);
            });
    assertThat(ThreadSuspects.of(ManagementFactory.getPlatformMBeanServer(), 900, 0.5)).isEmpty();
  }

  private static Optional<Suspect> descriptors(double gained) throws IOException {
    return DescriptorSuspects.of(Path.of("/proc/self"), gained, 0.5);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void filesAreToldByTheirPath(@TempDir Path folder) throws IOException {
    for (int i = 0; i < GAINED; i++) {
      open.add(FileChannel.open(Files.createFile(folder.resolve("upload-" + i + ".tmp"))));
    }
    assertThat(descriptors(GAINED))
        .hasValueSatisfying(
            suspect -> {
              assertThat(suspect.name()).endsWith("/upload-#.tmp");
              assertThat(suspect.evidence()).isEqualTo("400 descriptors of this are open");
            });
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void socketsAreToldByWhatTheyAreTo() throws IOException {
    try (ServerSocket server = new ServerSocket(0, GAINED, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < GAINED / 2; i++) {
        open.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        open.add(server.accept());
      }
      assertThat(descriptors(GAINED / 2.0))
          .hasValueSatisfying(
              suspect -> assertThat(suspect.name()).matches("sockets .*port \\d+, established"));
    }
  }

  /** A client's end at an ephemeral port, and one that the other side has closed. */
  @Test
  void tablesOfTheKernelAreRead(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("tcp"),
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:9C40 0100007F:1538 01 00000000:00000000 00:00000000 00000000     0        0 4711 1
           1: 0100007F:1F90 0100007F:9C42 08 00000000:00000000 00:00000000 00000000     0        0 4712 1
           2: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1
        """);
    assertThat(Peers.of(folder))
        .containsEntry("4711", "sockets to port 5432, established")
        .containsEntry(
            "4712", "sockets of clients at port 8080, closed by the other side, not by this one")
        .containsEntry("4713", "sockets of clients at port 8080, listening");
  }

  /** Of aborted requests, say, one in ten. */
  @Test
  void theyStandBehindAClassThatIsExactAndBehindAHolder() {
    Suspect exact = new Suspect("class", "com.example.Upload", 1, 32, true, "", "");
    Suspect files = suspect("descriptor", "/var/data", 0.1);
    assertThat(DeepSuspects.withHandles(List.of(exact), List.of(files)))
        .containsExactly(exact, files);
    Suspect holder = suspect("holder", "com.example.Uploads.open", 1);
    assertThat(DeepSuspects.withHandles(List.of(holder), List.of(files)))
        .containsExactly(holder, files);
  }

  private static Suspect suspect(String kind, String name, double perRequest) {
    return new Suspect(kind, name, perRequest, 0, false, "", "");
  }

  @Test
  void theyStandBehindAClassThatGainsAsMany() {
    Suspect files = suspect("descriptor", "/var/data", 0.25);
    Suspect stream = suspect("class", "java.io.FileInputStream", 0.251);
    Suspect text = suspect("class", "char[]", 0.01);
    assertThat(DeepSuspects.withHandles(List.of(stream, text), List.of(files)))
        .containsExactly(stream, files, text);
    assertThat(DeepSuspects.withHandles(List.of(text), List.of(files)))
        .containsExactly(files, text);
    assertThat(DeepSuspects.merge(List.of(text), List.of(files))).containsExactly(text);
  }

  @Test
  void aNameSaysMoreThanTheClassOfThreads() {
    Suspect named = suspect("thread", "java.lang.Thread \"poller-#\"", 1);
    Suspect threads = suspect("class", "java.lang.Thread", 1);
    assertThat(DeepSuspects.withHandles(List.of(threads), List.of(named)))
        .containsExactly(named, threads);
  }
}
