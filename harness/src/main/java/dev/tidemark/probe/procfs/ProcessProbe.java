package dev.tidemark.probe.procfs;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Reading;
import dev.tidemark.model.Unit;
import dev.tidemark.probe.AddressRange;
import dev.tidemark.probe.Capabilities;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.ReadRequest.Depth;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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
  /** Memory of no file outside of the managed heap. */
  public static final String OUTSIDE_HEAP = "process.memory.outside_heap";

  /** What the kernel counts processor time in, on every machine of today. */
  private static final double TICKS_PER_SECOND = 100;

  private final long pid;
  private final Path proc;
  private final Clocks clocks;
  private final ManagedRuntime runtime;
  private volatile Optional<String> firstStart = Optional.empty();
  private volatile boolean closed;

  /** What another probe knows of the runtime inside the process. */
  @FunctionalInterface
  public interface ManagedRuntime {
    /** No other probe reads the process. */
    ManagedRuntime UNKNOWN = Optional::empty;

    /** Where its managed heap lies; empty as long as that is not known. */
    Optional<List<AddressRange>> heap();
  }

  /** The only probe of a process. */
  public ProcessProbe(long pid, Clocks clocks) {
    this(pid, Path.of("/proc"), ManagedRuntime.UNKNOWN, clocks);
  }

  private ProcessProbe(long pid, Path proc, ManagedRuntime runtime, Clocks clocks) {
    this.pid = pid;
    this.proc = proc;
    this.runtime = runtime;
    this.clocks = clocks;
  }

  /** A probe beside that of the runtime, which counts descriptors and threads itself. */
  public static ProcessProbe beside(ManagedRuntime runtime, long pid, Clocks clocks) {
    return new ProcessProbe(pid, Path.of("/proc"), runtime, clocks);
  }

  static ProcessProbe of(long pid, Path proc, ManagedRuntime runtime, Clocks clocks) {
    return new ProcessProbe(pid, proc, runtime, clocks);
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
      return measure(proc.resolve(Long.toString(pid)), request.depth());
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

  private Reading measure(Path folder, Depth depth) throws IOException {
    ProcessStat stat = ProcessStat.parse(Files.readString(folder.resolve("stat")));
    if (!firstStart.orElse(stat.startTicks()).equals(stat.startTicks())) {
      return new Reading.Missed(
          "process " + pid + " has ended, and its id belongs to another process now", true);
    }
    if (stat.dead()) {
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
    samples.add(shown("process.cpu.time", stat.cpuTicks() / TICKS_PER_SECOND));
    samples.add(shown("process.thread.count", (double) stat.threads()));
    if (depth == Depth.FLOOR) {
      openFiles(folder.resolve("fd"), samples);
      mappings(folder.resolve("smaps"), samples);
    }
    return new Reading.Measured(
        clocks.monotonic().nanos(), clocks.wall().instant(), samples, Map.of());
  }

  private static MemorySample shown(String metric, double value) {
    return new MemorySample(metric, MetricKind.SHOWN, Unit.COUNT, value, GcState.UNKNOWN);
  }

  /** Empty for a process that is giving its memory back for good. */
  private static OptionalLong residentBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  /** Nothing where the files of another user's process may not be listed. */
  private void openFiles(Path folder, List<MemorySample> samples) throws IOException {
    if (!Files.isReadable(folder)) {
      return;
    }
    long all = 0;
    long sockets = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        all++;
        sockets += isSocket(file) ? 1 : 0;
      }
    }
    if (runtime == ManagedRuntime.UNKNOWN) {
      samples.add(
          new MemorySample(
              "process.unix.file_descriptor.count",
              MetricKind.DESCRIPTORS,
              Unit.COUNT,
              all,
              GcState.UNKNOWN));
    }
    samples.add(
        new MemorySample(
            "process.socket.count", MetricKind.INDIRECT, Unit.COUNT, sockets, GcState.UNKNOWN));
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }

  /** Nothing where the memory of another user's process may not be looked at. */
  private void mappings(Path smaps, List<MemorySample> samples) throws IOException {
    if (!Files.isReadable(smaps)) {
      return;
    }
    Optional<List<AddressRange>> heap = runtime.heap();
    MappedMemory memory = MappedMemory.read(smaps, heap.orElse(List.of()));
    samples.add(
        new MemorySample(
            "process.memory.pss",
            MetricKind.INDIRECT,
            Unit.BYTES,
            memory.proportional(),
            GcState.UNKNOWN));
    if (heap.isPresent()) {
      samples.add(
          new MemorySample(
              OUTSIDE_HEAP,
              MetricKind.SHOWN,
              Unit.BYTES,
              memory.anonymousOutsideHeap(),
              GcState.UNKNOWN));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
