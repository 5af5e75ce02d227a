package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcLogReadingTest {
  private static final double MIB = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "17, -XX:+UseSerialGC",
    "17, -XX:+UseParallelGC",
    "17, -XX:+UseG1GC",
    "17, -XX:+UseZGC",
    "17, -XX:+UseShenandoahGC",
    "25, -XX:+UseSerialGC",
    "25, -XX:+UseParallelGC",
    "25, -XX:+UseG1GC",
    "25, -XX:+UseZGC",
    "25, -XX:+UseShenandoahGC",
    "25, -XX:+UseShenandoahGC -XX:ShenandoahGCMode=generational"
  })
  void everyForcedCollectionOfARealLogIsFoundWithWhatIsHeld(int version, String collector)
      throws Exception {
    List<Jdk> jdks = Jdk.of(version);
    assumeFalse(jdks.isEmpty(), "there is no JDK " + version + " here");
    Path log = folder.resolve("gc.log");
    String[] flags = (collector + " -Xlog:gc*:file=" + log).split(" ");
    int exit = jdks.get(0).churn(folder.resolve("out"), flags);
    assumeFalse(exit != 0 && collector.contains("Shenandoah"), "this JDK lacks the collector");
    assertThat(exit).isZero();
    Recording recording = read(log);
    Life life = only(recording);
    int untold = untold(collector);
    assertThat(life.track(After.FORCED).length()).isBetween(Churner.STEPS - untold, Churner.STEPS);
    double[] held = life.track(After.FORCED).bytes();
    // pages of ZGC have 2 MiB; generational Shenandoah may leave garbage on a busy machine
    double atTheEnd = lowest(held, held.length - 5);
    double growth = atTheEnd - lowest(held, 0);
    assertThat(growth / MIB).isBetween(Churner.STEPS - 9.0 - untold, Churner.STEPS - 1.0 + untold);
    assertThat(life.requests()).isEmpty();
    assertThat(life.peakBytes()).isGreaterThan(atTheEnd);
    assertThat(recording.limit())
        .hasValueSatisfying(limit -> assertThat(limit.size()).isEqualTo(ByteSize.ofMebibytes(64)));
    assertThat(recording.defects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "17, -XX:+UseG1GC",
    "17, -XX:+UseShenandoahGC",
    "25, -XX:+UseZGC",
    "25, -XX:+UseParallelGC"
  })
  void withoutTheStarAndAmongTheOutputOfTheApplicationTheyAreFound(int version, String collector)
      throws Exception {
    List<Jdk> jdks = Jdk.of(version);
    assumeFalse(jdks.isEmpty(), "there is no JDK " + version + " here");
    Path output = folder.resolve("out");
    int exit = jdks.get(0).churn(output, collector, "-Xlog:gc:stdout:level,tags,time,pid");
    assumeFalse(exit != 0 && collector.contains("Shenandoah"), "this JDK lacks the collector");
    Life life = only(read(output));
    assertThat(life.track(After.FORCED).length())
        .isBetween(Churner.STEPS - untold(collector), Churner.STEPS);
    assertThat(life.seconds()).isPositive();
  }

  @Test
  void collectionsOfEachClassAreToldApart() throws Exception {
    Recording recording =
        read(
            """
            [0.005s][info][gc] Using G1
            [1.000s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(64M) 2.345ms
            [2.000s][info][gc] GC(1) Pause Young (Concurrent Start) (Metadata GC Threshold) 30M->5M(64M) 2.3ms
            [2.100s][info][gc] GC(2) Concurrent Mark Cycle
            [2.200s][info][gc] GC(2) Pause Remark 6M->6M(64M) 0.3ms
            [3.000s][info][gc] GC(3) Pause Young (Mixed) (G1 Evacuation Pause) 30M->3M(64M) 2.3ms
            [4.000s][info][gc] GC(4) Pause Full (Diagnostic Command) 30M->2M(64M) 12.3ms
            [5.000s][info][gc] GC(5) Pause Full (G1 Compaction Pause) 60M->7M(64M) 12.3ms
            [5.500s][info][gc] GC(6) Pause Young (Concurrent Start) (System.gc()) 60M->8M(64M) 12.3ms
            """);
    Life life = only(recording);
    assertThat(life.track(After.MINOR).bytes()).containsExactly(4 * MIB, 5 * MIB, 8 * MIB);
    assertThat(life.track(After.MAJOR).bytes()).containsExactly(3 * MIB, 7 * MIB);
    assertThat(life.track(After.FORCED).bytes()).containsExactly(2 * MIB);
    assertThat(life.track(After.FORCED).seconds()).containsExactly(3.0);
    assertThat(life.seconds()).isEqualTo(4.5);
    assertThat(life.peakBytes()).isEqualTo(60 * MIB);
  }

  @Test
  void generationsGiveFinerFiguresThanTheHeap() throws Exception {
    Recording recording =
        read(
            """
            [0.059s][info][gc,heap] GC(0) DefNew: 17472K(19648K)->2176K(19648K) Eden: 17472K(17472K)->0K(17472K)
            [0.059s][info][gc,heap] GC(0) Tenured: 1166K(43712K)->4748K(43712K)
            [0.059s][info][gc     ] GC(0) Pause Young (Allocation Failure) 18M->6M(61M) 3.351ms
            [0.080s][info][gc     ] GC(1) Pause Young (Allocation Failure) 18M->7M(61M) 3.351ms
            """);
    assertThat(only(recording).track(After.MINOR).bytes())
        .containsExactly((2176 + 4748) * 1024.0, 7 * MIB);
  }

  @Test
  void decorationsComeInAnyOrderAndOtherLinesBetween() throws Exception {
    for (String decorations :
        List.of(
            "[gc][info][2026-03-01T02:00:0%d.500+0100][%d.5s]",
            "[2026-03-01T02:00:0%d.500+0100][gc,start]",
            "[4711][%d500ms]",
            "[%d500000000ns][host.example]",
            "2026-03-01T00:00:00Z stdout F [%d.500s][info][gc]")) {
      StringBuilder log = new StringBuilder("warming up\n");
      for (int i = 1; i <= 3; i++) {
        log.append(decorations.replace("%d", String.valueOf(i)))
            .append(" GC(" + i + ") Pause Young (Normal) (G1 Evacuation Pause) 24M->" + i)
            .append("M(64M) 2.345ms\n")
            .append("served GC(9) 1M->2M, [x] and GC( 12) went\n");
      }
      Life life = only(read(log.toString()));
      assertThat(life.track(After.MINOR).bytes())
          .as(decorations)
          .containsExactly(MIB, 2 * MIB, 3 * MIB);
      assertThat(life.track(After.MINOR).seconds()).as(decorations).containsExactly(0.0, 1.0, 2.0);
    }
  }

  @Test
  void aRotatedLogIsOneRecording() throws Exception {
    String line =
        "[%d.000s][info][gc] GC(%d) Pause Young (Normal) (G1 Evacuation Pause) 9M->%dM(64M) 2ms\n";
    Path first =
        Files.writeString(
            folder.resolve("gc.log.0"), line.formatted(1, 0, 1) + line.formatted(2, 1, 2));
    Path second = Files.writeString(folder.resolve("gc.log"), line.formatted(3, 2, 3));
    Found found = new RecordingFiles(ReadingOptions.NONE).read("gc", List.of(first, second));
    Life life = only(found.recordings().get(0));
    assertThat(life.track(After.MINOR).bytes()).containsExactly(MIB, 2 * MIB, 3 * MIB);
    assertThat(life.track(After.MINOR).seconds()).containsExactly(0.0, 1.0, 2.0);
  }

  @Test
  void aRestartBeginsANewLife() throws Exception {
    String line = "[%d.000s][info][gc] GC(%d) Pause Full (System.gc()) 9M->%dM(64M) 2ms\n";
    Recording recording =
        read(
            line.formatted(50, 0, 1)
                + line.formatted(60, 1, 2)
                + line.formatted(1, 0, 5)
                + line.formatted(9, 1, 6));
    assertThat(recording.lives()).hasSize(2);
    assertThat(recording.lives().get(1).track(After.FORCED).bytes())
        .containsExactly(5 * MIB, 6 * MIB);
    assertThat(recording.lives().get(1).seconds()).isEqualTo(8);
    assertThat(recording.defects()).singleElement().asString().contains("started anew", "line 3");
  }

  @Test
  void filesInTheWrongOrderAreRefused() {
    String line = "[%d.000s][info][gc] GC(%d) Pause Full (System.gc()) 9M->%dM(64M) 2ms\n";
    assertThatThrownBy(() -> read(line.formatted(5000, 500, 1) + line.formatted(1000, 100, 2)))
        .isInstanceOf(UnreadableRecording.class)
        .hasMessageContaining("in order of time");
  }

  @Test
  void aLogThatBeginsLateSaysSo() throws Exception {
    assertThat(
            read("[900.0s][info][gc] GC(153) Pause Full (System.gc()) 9M->5M(64M) 2ms\n").defects())
        .singleElement()
        .asString()
        .contains("begins with collection 153");
  }

  @Test
  void aLogWithoutTimesIsRefused() {
    assertThatThrownBy(() -> read("[info][gc] GC(0) Pause Full (System.gc()) 9M->5M(64M) 2ms\n"))
        .isInstanceOf(UnreadableRecording.class)
        .hasMessageContaining("tells no times");
    assertThatThrownBy(() -> read("[0.1s][info][gc] Using G1\n"))
        .isInstanceOf(UnreadableRecording.class)
        .hasMessageContaining("no collection");
  }

  private Recording read(String log) throws Exception {
    return read(Files.writeString(folder.resolve("gc.log"), log));
  }

  /** A collection that degenerates, as happens on a busy machine, does not tell its cause. */
  private static int untold(String collector) {
    return collector.contains("Shenandoah") ? 5 : 0;
  }

  /** Of five in a row. */
  private static double lowest(double[] held, int from) {
    return Arrays.stream(held, from, from + 5).min().orElseThrow();
  }

  private static Recording read(Path log) throws UnreadableRecording {
    Found found = new RecordingFiles(ReadingOptions.NONE).read("gc", List.of(log));
    assertThat(found.format()).isEqualTo(Format.GC_LOG);
    assertThat(found.recordings()).hasSize(1);
    return found.recordings().get(0);
  }

  private static Life only(Recording recording) {
    assertThat(recording.lives()).hasSize(1);
    return recording.lives().get(0);
  }
}
