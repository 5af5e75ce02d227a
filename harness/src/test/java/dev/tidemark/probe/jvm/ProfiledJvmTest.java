package dev.tidemark.probe.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.diagnosis.profiler.Burst;
import dev.tidemark.diagnosis.profiler.Profile;
import dev.tidemark.diagnosis.profiler.Profiles;
import dev.tidemark.model.Suspect;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real JVMs with async-profiler inside them. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "async-profiler is attached on Linux alone")
class ProfiledJvmTest {
  private static final int N = 101;

  /** An own /tmp and own processes, as a container has them. */
  private static final List<String> CONTAINER =
      List.of(
          "unshare", "-p", "-f", "-m", "--kill-child", "sh", "-c", ContainedJvmTest.OWN_TMP, "sh");

  @Test
  void nativeMemoryThatIsKeptIsNamedByItsMethodAndCountedExactly() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      keepsDeflaters(nativeProfile(tank, "native"));
      assertThat(leftovers(tank.pid())).isEmpty();
    }
  }

  @Test
  void nativeMemoryThatIsGivenBackNamesNobody() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      assertThat(nativeProfile(tank, "freed").suspects()).isEmpty();
    }
  }

  @Test
  void theSameJvmIsProfiledAgain() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      nativeProfile(tank, "native");
      keepsDeflaters(nativeProfile(tank, "native"));
      assertThat(AgentHost.ofPid(tank.pid()).mapped("libasyncProfiler")).hasSize(1);
    }
  }

  @Test
  void smallObjectsThatStayAreNamedByTheirMethod() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      Suspect drop =
          new Suspect("class", "dev.tidemark.probe.jvm.Tank$Drop", 1, 32, true, "grows", "");
      Profile profile =
          Profiles.ofObjects(
              AgentHost.ofPid(tank.pid()),
              4_096,
              List.of(drop),
              () -> bursts(tank, "keep", 40_009));
      assertThat(profile.suspects())
          .as("%s", profile.folded())
          .singleElement()
          .satisfies(
              site -> {
                assertThat(site.kind()).isEqualTo("site");
                assertThat(site.name()).contains("Tank.obey:");
              });
      assertThat(profile.folded())
          .anyMatch(line -> line.matches(".*Tank\\.obey;.*Tank\\$Drop \\d+"));
    }
  }

  @Test
  void aJvmOfJdk25IsProfiledToo() throws Exception {
    Optional<Path> jdk = TankProcess.jdk(25);
    assumeTrue(jdk.isPresent(), "needs a JDK 25: set JAVA25_HOME");
    try (TankProcess tank = TankProcess.start(jdk.orElseThrow(), "-Xmx64m")) {
      keepsDeflaters(nativeProfile(tank, "native"));
    }
  }

  @Test
  void aJvmInAContainerIsProfiledThroughItsRoot() throws Exception {
    Machine.assumePossible("unshare", "-p", "-f", "-m", "true");
    try (TankProcess tank = TankProcess.startedBy(CONTAINER, "-Xmx64m")) {
      keepsDeflaters(nativeProfile(tank, "native"));
      assertThat(leftovers(tank.pid())).isEmpty();
    }
  }

  @Test
  void rootProfilesTheJvmOfAnotherUser() throws Exception {
    String classes = TankProcess.classes(); // another user must be able to read them
    Machine.assumePossible(
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "test", "-x", classes);
    try (TankProcess tank =
        TankProcess.startedBy(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), "-Xmx64m")) {
      keepsDeflaters(nativeProfile(tank, "native"));
    }
  }

  /** Nobody out here can own a file in there. */
  @Test
  void aContainerWithUsersOfItsOwnTakesNoFiles() throws Exception {
    Machine.assumePossible("setpriv", "--reuid=65534", "unshare", "-U", "-p", "-f", "-m", "true");
    Machine.assumePossible(
        "setpriv", "--reuid=65534", "--clear-groups", "test", "-x", TankProcess.classes());
    try (TankProcess tank = TankProcess.startedBy(ContainedJvmTest.ROOTLESS, "-Xmx64m")) {
      assertThatThrownBy(() -> nativeProfile(tank, "native"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("no file can be made in the target's /tmp: ");
    }
  }

  @Test
  void aSocketThatADeadJvmOfTheSameIdLeftBehindIsNoObstacle() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      Path socket = Path.of("/tmp/.java_pid" + tank.pid());
      try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        dead.bind(UnixDomainSocketAddress.of(socket));
      }
      keepsDeflaters(nativeProfile(tank, "native"));
    }
  }

  /** The next profile could not be started while one is under way. */
  @Test
  void aRunThatIsInterruptedLeavesNoProfilerRunning() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      assertThatThrownBy(
              () ->
                  Profiles.ofNativeMemory(
                      AgentHost.ofPid(tank.pid()),
                      1,
                      () -> {
                        Thread.currentThread().interrupt();
                        throw new InterruptedException("as by Ctrl-C");
                      }))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(leftovers(tank.pid())).isEmpty();
      keepsDeflaters(nativeProfile(tank, "native"));
    }
  }

  @Test
  void aJvmThatForbidsAgentsSaysSo() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m", "-XX:-EnableDynamicAgentLoading")) {
      assertThatThrownBy(() -> nativeProfile(tank, "native"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("-XX:-EnableDynamicAgentLoading");
      assertThat(leftovers(tank.pid())).isEmpty();
    }
  }

  @Test
  void aJvmThatSomebodyElseProfilesIsLeftAlone(@TempDir Path elsewhere) throws Exception {
    String file = ApLoader.ofThisMachine().agentFile();
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      Files.write(elsewhere.resolve(file), ApLoader.ofThisMachine().agent());
      AgentHost.ofPid(tank.pid())
          .load(elsewhere.resolve(file), "start,event=alloc,file=" + elsewhere.resolve("a.jfr"));
      assertThatThrownBy(() -> nativeProfile(tank, "native"))
          .hasMessageContaining("another async-profiler is in it already: " + elsewhere);
    }
  }

  @Test
  void aJvmThatHasEndedIsNotProfiled() throws Exception {
    TankProcess tank = TankProcess.start("-Xmx64m");
    AgentHost host = AgentHost.ofPid(tank.pid());
    tank.close();
    assertThatThrownBy(() -> Profiles.ofNativeMemory(host, 1, List::of))
        .isInstanceOf(IOException.class);
  }

  private static Profile nativeProfile(TankProcess tank, String what)
      throws IOException, InterruptedException {
    return Profiles.ofNativeMemory(AgentHost.ofPid(tank.pid()), 1, () -> bursts(tank, what, N));
  }

  private static List<Burst> bursts(TankProcess tank, String what, int requests) {
    List<Burst> bursts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Instant from = Instant.now();
      try {
        tank.tell(what, requests);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      bursts.add(new Burst(from, Instant.now(), requests));
    }
    return bursts;
  }

  private static void keepsDeflaters(Profile profile) {
    assertThat(profile.suspects()).hasSize(1);
    Suspect one = profile.suspects().get(0);
    assertThat(one.name()).contains("Tank.obey:");
    assertThat(one.exact()).as("%s", one).isTrue();
    assertThat(one.bytesPerRequest()).isBetween(200_000.0, 300_000.0);
    assertThat(one.evidence()).contains("during 303 requests", "Deflater_init");
    assertThat(profile.folded())
        .anyMatch(line -> line.contains("Tank.obey;java.util.zip.Deflater"));
  }

  private static List<Path> leftovers(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/root/tmp"))) {
      String own = "tidemark-profiler-" + ProcessFacts.of(pid).innerPid() + "-";
      return files.filter(file -> file.getFileName().toString().startsWith(own)).toList();
    }
  }
}
