package dev.tidemark.junit;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Reading;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.jvm.JvmProbe;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The floors of this very JVM, written to a file as they are read: kept in memory they would be the
 * growth that they measure.
 */
final class FloorJournal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Probe probe = JvmProbe.inProcess(Clocks.SYSTEM);
  private final Path file;
  private final DataOutputStream out;
  private long calls;
  private int round;

  private FloorJournal(Path file) throws IOException {
    this.file = file;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  static FloorJournal begin() throws IOException {
    return new FloorJournal(Files.createTempFile("tidemark-floors-", ".bin"));
  }

  void called(int times) {
    calls += times;
  }

  long calls() {
    return calls;
  }

  /** Reads a floor after forced collections and writes it down. */
  void floor() throws IOException {
    Reading reading =
        probe.read(
            new ReadRequest(
                ReadRequest.Depth.FLOOR, Deadline.after(PATIENCE, Clocks.SYSTEM.monotonic())));
    if (!(reading instanceof Reading.Measured measured)) {
      throw new IOException(
          "the live set of this JVM cannot be read: "
              + (reading instanceof Reading.Missed missed ? missed.reason() : ""));
    }
    List<MemorySample> samples =
        measured.samples().stream().filter(one -> counts(one.kind())).toList();
    out.writeInt(round++);
    out.writeLong(calls);
    out.writeLong(measured.nanos());
    out.writeInt(samples.size());
    for (MemorySample sample : samples) {
      out.writeUTF(sample.metric());
      out.writeUTF(sample.kind().name());
      out.writeUTF(sample.unit().name());
      out.writeDouble(sample.value());
    }
    out.writeInt(measured.classes().size());
    for (Map.Entry<String, ClassCount> one : measured.classes().entrySet()) {
      out.writeUTF(one.getKey());
      out.writeLong(one.getValue().instances());
      out.writeLong(one.getValue().bytes());
    }
    out.flush();
  }

  private static boolean counts(MetricKind kind) {
    return switch (kind) {
      case LIVE_SET, BYTES, THREADS, DESCRIPTORS -> true;
      default -> false;
    };
  }

  /** All floors so far. */
  List<Tick> floors() throws IOException {
    List<Tick> ticks = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (ticks.size() < round) {
        ticks.add(read(in));
      }
    } catch (EOFException e) {
      throw new IOException("the journal of floors was cut short: " + file, e);
    }
    return ticks;
  }

  private static Tick read(DataInputStream in) throws IOException {
    int number = in.readInt();
    long ended = in.readLong();
    long nanos = in.readLong();
    TreeMap<String, MemorySample> samples = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      MemorySample sample =
          new MemorySample(
              in.readUTF(),
              MetricKind.valueOf(in.readUTF()),
              Unit.valueOf(in.readUTF()),
              in.readDouble(),
              GcState.AFTER_FULL_GC);
      samples.put(sample.metric(), sample);
    }
    Map<String, ClassCount> classes = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      classes.put(in.readUTF(), new ClassCount(in.readLong(), in.readLong()));
    }
    return new Tick(
        InProcessJudge.NAME,
        Tick.Kind.FLOOR,
        0,
        number,
        nanos,
        Instant.EPOCH.plusNanos(nanos),
        new RequestCounts(ended, 0, 0),
        samples,
        new TreeMap<>(),
        classes);
  }

  @Override
  public void close() throws IOException {
    probe.close();
    out.close();
    Files.deleteIfExists(file);
  }
}
