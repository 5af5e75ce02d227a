package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of JDK 8, as its documentation shows them. */
class Jdk8GcLogReadingTest {
  private static final double KIB = 1024;

  @TempDir Path folder;

  @Test
  void parallelWithDetails() throws Exception {
    Recording recording =
        read(
            """
            OpenJDK 64-Bit Server VM (25.292-b10) for linux-amd64 JRE (1.8.0_292-b10), built on Apr 20 2021
            Memory: 4k page, physical 16265652k(1180308k free), swap 0k(0k free)
            CommandLine flags: -XX:MaxHeapSize=268435456 -XX:+PrintGC -XX:+PrintGCDetails -XX:+UseParallelGC
            2026-03-01T02:00:00.123+0000: 0.234: [GC (Allocation Failure) [PSYoungGen: 65536K->10720K(76288K)] 65536K->14568K(251392K), 0.0123 secs] [Times: user=0.03 sys=0.01, real=0.01 secs]
            2026-03-01T02:00:01.123+0000: 1.234: [Full GC (Ergonomics) [PSYoungGen: 10720K->0K(76288K)] [ParOldGen: 100K->90K(175104K)] 14568K->13000K(251392K), [Metaspace: 3000K->3000K(1056768K)], 0.05 secs] [Times: user=0.1 sys=0.0, real=0.05 secs]
            hello from the application -> it says 5 (of 6)
            2026-03-01T02:00:02.123+0000: 2.234: [GC (System.gc()) [PSYoungGen: 720K->20K(76288K)] 15568K->13500K(251392K), 0.0123 secs]
            2026-03-01T02:00:02.223+0000: 2.334: [Full GC (System.gc()) [PSYoungGen: 720K->0K(76288K)] [ParOldGen: 12780K->12000K(175104K)] 13500K->12000K(251392K), [Metaspace: 3000K->3000K(1056768K)], 0.05 secs]
            Heap
             PSYoungGen      total 76288K, used 1966K [0x000000076ab00000, 0x0000000770000000, 0x00000007c0000000)
            """);
    Life life = only(recording);
    assertThat(life.track(After.MINOR).bytes()).containsExactly(14_568 * KIB, 13_500 * KIB);
    assertThat(life.track(After.MAJOR).bytes()).containsExactly(13_000 * KIB);
    assertThat(life.track(After.FORCED).bytes()).containsExactly(12_000 * KIB);
    assertThat(life.seconds()).isBetween(2.0999, 2.1001);
    assertThat(recording.limit())
        .hasValueSatisfying(limit -> assertThat(limit.size().bytes()).isEqualTo(256L << 20));
  }

  @Test
  void serialAndPlainPrintGc() throws Exception {
    Life life =
        only(
            read(
                """
                0.100: [GC (Allocation Failure) 0.100: [DefNew: 17472K->2175K(19648K), 0.0036 secs] 17472K->5000K(63360K), 0.0037 secs] [Times: user=0.00 sys=0.00, real=0.00 secs]
                1.100: [Full GC (Allocation Failure) 1.100: [Tenured: 43711K->4000K(43712K), 0.05 secs] 63359K->4000K(63360K), [Metaspace: 2700K->2700K(1056768K)], 0.05 secs]
                2.100: [GC (Allocation Failure)  65536K->6000K(251392K), 0.0123 secs]
                3.100: [Full GC (Heap Dump Initiated GC)  6100K->3000K(251392K), 0.0523 secs]
                """));
    assertThat(life.track(After.MINOR).bytes()).containsExactly(5_000 * KIB, 6_000 * KIB);
    assertThat(life.track(After.MAJOR).bytes()).containsExactly(4_000 * KIB);
    assertThat(life.track(After.FORCED).bytes()).containsExactly(3_000 * KIB);
  }

  @Test
  void garbageFirstOverSeveralLines() throws Exception {
    Life life =
        only(
            read(
                """
                2.500: [GC pause (G1 Evacuation Pause) (young), 0.0123 secs]
                   [Parallel Time: 10.0 ms, GC Workers: 4]
                      [GC Worker Start (ms): Min: 2500.1, Avg: 2500.2, Max: 2500.3, Diff: 0.2]
                   [Eden: 24.0M(24.0M)->0.0B(13.0M) Survivors: 0.0B->3072.0K Heap: 24.0M(256.0M)->5.5M(256.0M)]
                 [Times: user=0.04 sys=0.00, real=0.01 secs]
                2.600: [GC concurrent-root-region-scan-start]
                2.700: [GC cleanup 45M->40M(256M), 0.001 secs]
                2.900: [GC pause (G1 Evacuation Pause) (mixed), 0.0123 secs]
                   [Eden: 24.0M(24.0M)->0.0B(13.0M) Survivors: 0.0B->3072.0K Heap: 24.0M(256.0M)->4.0M(256.0M)]
                3.500: [Full GC (System.gc())  50M->2M(100M), 0.05 secs]
                   [Eden: 1024.0K(24.0M)->0.0B(13.0M) Survivors: 0.0B->0.0B Heap: 50.0M(256.0M)->2.0M(100.0M)], [Metaspace: 3000K->3000K(1056768K)]
                """));
    assertThat(life.track(After.MINOR).bytes()).containsExactly(5.5 * KIB * KIB);
    assertThat(life.track(After.MAJOR).bytes()).containsExactly(4.0 * KIB * KIB);
    assertThat(life.track(After.FORCED).bytes()).containsExactly(2.0 * KIB * KIB);
    assertThat(life.track(After.FORCED).seconds()).containsExactly(1.0);
  }

  @Test
  void concurrentMarkSweepWithAgeTables() throws Exception {
    Life life =
        only(
            read(
                """
                1.000: [GC (Allocation Failure) 1.000: [ParNew
                Desired survivor size 1114112 bytes, new threshold 1 (max 6)
                - age   1:    2227504 bytes,    2227504 total
                : 17472K->2175K(19648K), 0.0036 secs] 17472K->5000K(63360K), 0.0037 secs]
                2.000: [GC (CMS Initial Mark) [1 CMS-initial-mark: 10000K(43712K)] 12000K(63360K), 0.0004 secs]
                2.010: [CMS-concurrent-mark-start]
                3.000: [Full GC (Allocation Failure) 3.000: [CMS3.010: [CMS-concurrent-mark: 0.02/0.03 secs] [Times: user=0.1 sys=0.0, real=0.0 secs]
                 (concurrent mode failure): 43711K->4000K(43712K), 0.1 secs] 63359K->4100K(63360K), [Metaspace: 2700K->2700K(1056768K)], 0.1 secs]
                """));
    assertThat(life.track(After.MINOR).bytes()).containsExactly(5_000 * KIB);
    assertThat(life.track(After.MAJOR).bytes()).containsExactly(4_100 * KIB);
  }

  @Test
  void aClockThatBeginsAnewIsARestart() throws Exception {
    Recording recording =
        read(
            """
            90.000: [GC (Allocation Failure)  65536K->6000K(251392K), 0.0123 secs]
            91.000: [GC (Allocation Failure)  65536K->6000K(251392K), 0.0123 secs]
            0.500: [GC (Allocation Failure)  65536K->2000K(251392K), 0.0123 secs]
            """);
    assertThat(recording.lives()).hasSize(2);
    assertThat(recording.defects()).singleElement().asString().contains("started anew");
  }

  private Recording read(String log) throws Exception {
    Path file = Files.writeString(folder.resolve("gc.log"), log);
    Found found = new RecordingFiles(ReadingOptions.NONE).read("gc", List.of(file));
    assertThat(found.format()).isEqualTo(Format.GC_LOG);
    return found.recordings().get(0);
  }

  private static Life only(Recording recording) {
    assertThat(recording.lives()).hasSize(1);
    return recording.lives().get(0);
  }
}
