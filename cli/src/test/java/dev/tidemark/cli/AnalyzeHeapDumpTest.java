package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on dumps of this very JVM. */
class AnalyzeHeapDumpTest {
  private static final List<Kept> KEPT = new ArrayList<>();

  @TempDir private static Path folder;

  /** What grows. */
  private record Kept(java.nio.ByteBuffer content) {}

  @BeforeAll
  static void dump() throws IOException {
    dump("before.hprof");
    for (int i = 0; i < 10_000; i++) {
      KEPT.add(new Kept(java.nio.ByteBuffer.allocate(1_000)));
    }
    dump("after.hprof");
  }

  @AfterAll
  static void forget() {
    KEPT.clear();
  }

  private static void dump(String name) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(folder.resolve(name).toString(), true);
  }

  @Test
  void growthIsNamedByClassAndHolder() {
    Session.Outcome outcome =
        new Session(folder).tidemark("analyze", "before.hprof", "after.hprof");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("growth   +1")
        .contains("static " + AnalyzeHeapDumpTest.class.getName() + ".KEPT (java.util.ArrayList)")
        .contains("Kept +10,000");
  }

  @Test
  void oneDumpIsToldByWhatItHolds() {
    Session.Outcome outcome = new Session(folder).tidemark("analyze", "after.hprof");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).contains("dump     after.hprof", "AnalyzeHeapDumpTest.KEPT");
  }

  @Test
  void theSameIsThereForMachines() throws IOException {
    Session.Outcome outcome =
        new Session(folder).tidemark("analyze", "--json", "before.hprof", "after.hprof");
    JsonNode node = new JsonMapper().readTree(outcome.out());
    assertThat(node.at("/suspects/0/name").asText()).endsWith("AnalyzeHeapDumpTest.KEPT");
    assertThat(node.at("/suspects/0/instances").asLong()).isEqualTo(10_000);
    assertThat(node.at("/file").asText()).isEqualTo("after.hprof");
    assertThat(node.at("/verdict").isNull()).isTrue();
  }

  @Test
  void aDumpThatWasCutShortIsOneLineAndAFaultOfTheInput() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("before.hprof"));
    Files.write(folder.resolve("cut.hprof"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Session.Outcome outcome = new Session(folder).tidemark("analyze", "cut.hprof");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("cut.hprof", "cut short");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void whatIsNotThereOrNoDumpIsAFaultOfTheInput() throws IOException {
    Files.writeString(folder.resolve("garbage.hprof"), "nothing of the kind, and long enough too");
    Session session = new Session(folder);
    assertThat(session.tidemark("analyze", "garbage.hprof").exit()).isEqualTo(2);
    assertThat(session.tidemark("analyze", "garbage.hprof").err()).contains("is no heap dump");
    assertThat(session.tidemark("analyze", "none.hprof").exit()).isEqualTo(2);
    assertThat(session.tidemark("analyze", "none.hprof").err()).contains("no such file");
  }
}
