package dev.tidemark.probe.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.ReadRequest.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessProbeTest {
  private static final String STAT =
      "7 (a) b (c)) %s 1 7 7 0 -1 4194560 1 0 0 0 1 1 0 0 20 0 23 0 %s 1000 300 1 1\n";

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
        .containsExactly("process.memory.usage", "process.thread.count", "process.fd.count");
    assertThat(samples).allMatch(sample -> sample.value() > 0);
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
    List<MemorySample> samples = measured(probe());
    assertThat(samples)
        .extracting(MemorySample::metric, MemorySample::value, MemorySample::kind)
        .containsExactly(
            tuple("process.memory.usage", 1234 * 1024.0, MetricKind.RESIDENT),
            tuple("process.thread.count", 23.0, MetricKind.SHOWN),
            tuple("process.fd.count", 2.0, MetricKind.SHOWN));
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
    assertThat(read(probe)).isEqualTo(new Reading.Missed("process 7 has ended", true));
  }

  @Test
  void withoutProcThereIsNoReading() {
    Probe probe = new ProcessProbe(7, proc.resolve("none"), Clocks.SYSTEM);
    assertThat(read(probe))
        .isEqualTo(new Reading.Missed("no /proc here; process readings need Linux", false));
  }

  private Probe probe() {
    return new ProcessProbe(7, proc, Clocks.SYSTEM);
  }

  private void process(String state, String start) throws IOException {
    Path folder = Files.createDirectories(proc.resolve("7"));
    Files.writeString(folder.resolve("stat"), STAT.formatted(state, start));
    Files.writeString(folder.resolve("status"), "Name:\tx\nVmRSS:\t    1234 kB\nThreads:\t23\n");
    Files.createDirectories(folder.resolve("fd/0"));
    Files.createDirectories(folder.resolve("fd/1"));
  }

  private static List<MemorySample> measured(Probe probe) {
    Reading reading = read(probe);
    assertThat(reading).isInstanceOf(Reading.Measured.class);
    return ((Reading.Measured) reading).samples();
  }

  private static Reading read(Probe probe) {
    return probe.read(
        new ReadRequest(
            Depth.LIGHT, Deadline.after(Duration.ofSeconds(20), Clocks.SYSTEM.monotonic())));
  }
}
