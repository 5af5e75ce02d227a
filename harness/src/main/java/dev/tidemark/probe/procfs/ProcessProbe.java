package dev.tidemark.probe.procfs;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Reading;
import dev.tidemark.model.Unit;
import dev.tidemark.probe.Capabilities;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what Linux says of a process: resident memory, threads, open file descriptors.
 *
 * <p>A process that ended, a zombie, and a later process under the same id are all gone.
 */
public final class ProcessProbe implements Probe {
  private final long pid;
  private final Path proc;
  private final Clocks clocks;
  private volatile Optional<String> firstStart = Optional.empty();
  private volatile boolean closed;

  public ProcessProbe(long pid, Clocks clocks) {
    this(pid, Path.of("/proc"), clocks);
  }

  ProcessProbe(long pid, Path proc, Clocks clocks) {
    this.pid = pid;
    this.proc = proc;
    this.clocks = clocks;
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.NUMBERS_ONLY;
  }

  @Override
  public synchronized Reading read(ReadRequest request) {
    if (closed) {
      return new Reading.Missed("the probe is closed", false);
    }
    if (!Files.isDirectory(proc)) {
      return new Reading.Missed("no /proc here; process readings need Linux", false);
    }
    try {
      return measure(proc.resolve(Long.toString(pid)));
    } catch (NoSuchFileException e) {
      return gone();
    } catch (IOException e) {
      return Files.exists(proc.resolve(Long.toString(pid)))
          ? new Reading.Missed("process " + pid + " cannot be read: " + e.getMessage(), false)
          : gone();
    }
  }

  private Reading gone() {
    return new Reading.Missed("process " + pid + " has ended", true);
  }

  private Reading measure(Path folder) throws IOException {
    ProcessStat stat = ProcessStat.parse(Files.readString(folder.resolve("stat")));
    if (stat.dead() || !firstStart.orElse(stat.startTicks()).equals(stat.startTicks())) {
      return gone();
    }
    firstStart = Optional.of(stat.startTicks());
    OptionalLong resident = residentBytes(Files.readAllLines(folder.resolve("status")));
    if (resident.isEmpty()) {
      return gone();
    }
    List<MemorySample> samples = new ArrayList<>();
    samples.add(
        new MemorySample(
            "process.memory.usage",
            MetricKind.RESIDENT,
            Unit.BYTES,
            resident.getAsLong(),
            GcState.UNKNOWN));
    samples.add(shown("process.thread.count", stat.threads()));
    openFiles(folder.resolve("fd"))
        .ifPresent(count -> samples.add(shown("process.fd.count", count)));
    return new Reading.Measured(
        clocks.monotonic().nanos(), clocks.wall().instant(), samples, Map.of());
  }

  private static MemorySample shown(String metric, long value) {
    return new MemorySample(metric, MetricKind.SHOWN, Unit.COUNT, value, GcState.UNKNOWN);
  }

  /** Empty for a process that is giving its memory back for good. */
  private static OptionalLong residentBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  /** Empty where the files of another user's process may not be listed. */
  private static OptionalLong openFiles(Path folder) throws IOException {
    if (!Files.isReadable(folder)) {
      return OptionalLong.empty();
    }
    try (var files = Files.list(folder)) {
      return OptionalLong.of(files.count());
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
