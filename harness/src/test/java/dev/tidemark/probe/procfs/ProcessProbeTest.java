package dev.tidemark.probe.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.AddressRange;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.ReadRequest.Depth;
import dev.tidemark.probe.procfs.ProcessProbe.ManagedRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessProbeTest {
  private static final String STAT =
      "7 (a) b (c)) %s 1 7 7 0 -1 4194560 1 0 0 0 1 1 0 0 20 0 23 0 %s 1000 300 1 1\n";

  private static final String SMAPS =
      """
      f0000000-100000000 rw-p 00000000 00:00 0
      Rss:                 600 kB
      Pss:                 500 kB
      Anonymous:           600 kB
      Swap:                  5 kB
      7f0000000000-7f0000100000 rw-p 00000000 00:00 0 [heap]
      Pss:                  60 kB
      Anonymous:            50 kB
      Swap:                  2 kB
      7f1000000000-7f1000100000 rw-s 00000000 00:01 9 /memfd:java_heap (deleted)
      Pss:                   7 kB
      Anonymous:             9 kB
      """;

  private final Path proc;

  ProcessProbeTest(@TempDir Path proc) {
    this.proc = proc;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theOwnProcessHasMemoryThreadsAndFiles() {
    List<MemorySample> samples =
        measured(new ProcessProbe(ProcessHandle.current().pid(), Clocks.SYSTEM));
    assertThat(samples)
        .extracting(MemorySample::metric)
        .containsExactly(
            "process.memory.usage",
            "process.cpu.time",
            "process.thread.count",
            "process.unix.file_descriptor.count",
            "process.socket.count",
            "process.memory.pss");
    assertThat(samples)
        .filteredOn(sample -> !sample.metric().equals("process.socket.count"))
        .allMatch(sample -> sample.value() > 0);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatEndedIsGone() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    Probe probe = new ProcessProbe(sleep.pid(), Clocks.SYSTEM);
    measured(probe);
    sleep.destroyForcibly().onExit().join();
    assertThat(read(probe))
        .isEqualTo(new Reading.Missed("process " + sleep.pid() + " has ended", true));
  }

  @Test
  void numbersComeFromTheKernelsFiles() throws IOException {
    process("S", "111");
    ManagedRuntime heap =
        () -> Optional.of(List.of(new AddressRange(0xf000_0000L, 0x1_0000_0000L)));
    assertThat(measured(ProcessProbe.of(7, proc, heap, Clocks.SYSTEM)))
        .extracting(MemorySample::metric, MemorySample::value, MemorySample::kind)
        .containsExactly(
            tuple("process.memory.usage", 1234 * 1024.0, MetricKind.RESIDENT),
            tuple("process.cpu.time", 0.02, MetricKind.SHOWN),
            tuple("process.thread.count", 23.0, MetricKind.SHOWN),
            tuple("process.socket.count", 1.0, MetricKind.INDIRECT),
            tuple("process.memory.pss", (500 + 60 + 7) * 1024.0, MetricKind.INDIRECT),
            tuple("process.memory.outside_heap", (50 + 2) * 1024.0, MetricKind.SHOWN));
  }

  @Test
  void whatARuntimeHoldsInItsHeapIsNotSaidBeforeItIsKnown() throws IOException {
    process("S", "111");
    assertThat(measured(ProcessProbe.of(7, proc, Optional::empty, Clocks.SYSTEM)))
        .extracting(MemorySample::metric)
        .contains("process.memory.pss")
        .doesNotContain("process.memory.outside_heap", "process.unix.file_descriptor.count");
  }

  @Test
  void underLoadNothingIsReadThatCostsTime() throws IOException {
    process("S", "111");
    assertThat(((Reading.Measured) read(probe(), Depth.LIGHT)).samples())
        .extracting(MemorySample::metric)
        .containsExactly("process.memory.usage", "process.cpu.time", "process.thread.count");
  }

  @Test
  void aZombieIsGone() throws IOException {
    process("Z", "111");
    assertThat(read(probe())).isEqualTo(new Reading.Missed("process 7 has ended", true));
  }

  @Test
  void aLaterProcessOfTheSameIdIsNotTheTarget() throws IOException {
    process("S", "111");
    Probe probe = probe();
    measured(probe);
    process("S", "222");
    assertThat(read(probe))
        .isEqualTo(
            new Reading.Missed(
                "process 7 has ended, and its id belongs to another process now", true));
  }

  @Test
  void withoutProcThereIsNoReading() {
    Probe probe = ProcessProbe.of(7, proc.resolve("none"), ManagedRuntime.UNKNOWN, Clocks.SYSTEM);
    assertThat(read(probe))
        .isEqualTo(new Reading.Missed("no /proc here; process readings need Linux", false));
  }

  private Probe probe() {
    return ProcessProbe.of(7, proc, ManagedRuntime.UNKNOWN, Clocks.SYSTEM);
  }

  private void process(String state, String start) throws IOException {
    Path folder = Files.createDirectories(proc.resolve("7"));
    Files.writeString(folder.resolve("stat"), STAT.formatted(state, start));
    Files.writeString(folder.resolve("status"), "Name:\tx\nVmRSS:\t    1234 kB\nThreads:\t23\n");
    Path files = folder.resolve("fd");
    if (!Files.exists(files)) {
      Files.createDirectories(files);
      Files.createSymbolicLink(files.resolve("0"), Path.of("/dev/null"));
      Files.createSymbolicLink(files.resolve("1"), Path.of("socket:[4711]"));
    }
    Files.writeString(folder.resolve("smaps"), SMAPS);
  }

  private static List<MemorySample> measured(Probe probe) {
    Reading reading = read(probe);
    assertThat(reading).isInstanceOf(Reading.Measured.class);
    return ((Reading.Measured) reading).samples();
  }

  private static Reading read(Probe probe) {
    return read(probe, Depth.FLOOR);
  }

  private static Reading read(Probe probe, Depth depth) {
    return probe.read(
        new ReadRequest(depth, Deadline.after(Duration.ofSeconds(20), Clocks.SYSTEM.monotonic())));
  }
}
