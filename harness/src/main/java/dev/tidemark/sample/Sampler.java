package dev.tidemark.sample;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.ReadRequest.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads all probes of one arm, one reading of the arm at a time.
 *
 * <p>On a floor the probes that force a collection go first, one after the other, so that the
 * others see the target after it; otherwise all are read at once. Owns its probes.
 */
public final class Sampler implements AutoCloseable {
  private final String arm;
  private final List<ProbeReader> collectors;
  private final List<ProbeReader> others;
  private final Clocks clocks;
  private final ReentrantLock reading = new ReentrantLock(true);

  /**
   * @throws IllegalArgumentException if two probes have the same name
   */
  public Sampler(String arm, List<Probe> probes, Clocks clocks) {
    Set<String> names = new HashSet<>();
    List<ProbeReader> first = new ArrayList<>();
    List<ProbeReader> rest = new ArrayList<>();
    for (Probe probe : probes) {
      if (!names.add(probe.name())) {
        throw new IllegalArgumentException(
            "arm " + arm + " has two probes named " + probe.name() + "; one of a kind is enough");
      }
      (probe.capabilities().canForceCollection() ? first : rest).add(new ProbeReader(arm, probe));
    }
    this.arm = arm;
    this.collectors = List.copyOf(first);
    this.others = List.copyOf(rest);
    this.clocks = clocks;
  }

  public String arm() {
    return arm;
  }

  /** Reads every probe; over after the timeout and a moment at the latest. */
  public ArmReading read(Depth depth, Duration timeout) {
    Deadline deadline = Deadline.after(timeout, clocks.monotonic());
    try {
      if (!reading.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        return missed("another reading of this arm still runs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return missed("interrupted");
    }
    try {
      return readAll(new ReadRequest(depth, deadline));
    } finally {
      reading.unlock();
    }
  }

  /** Reads every probe, unless another reading of this arm runs. */
  Optional<ArmReading> readIfFree(Depth depth, Duration timeout) {
    if (!reading.tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          readAll(new ReadRequest(depth, Deadline.after(timeout, clocks.monotonic()))));
    } finally {
      reading.unlock();
    }
  }

  private ArmReading readAll(ReadRequest request) {
    Combination combination = new Combination();
    if (request.depth() == Depth.FLOOR) {
      for (ProbeReader reader : collectors) {
        combination.add(reader.name(), reader.begin(request).await());
      }
      together(others, request, combination);
    } else {
      List<ProbeReader> all = new ArrayList<>(collectors);
      all.addAll(others);
      together(all, request, combination);
    }
    return combination.result(clocks);
  }

  private static void together(
      List<ProbeReader> readers, ReadRequest request, Combination combination) {
    List<ProbeReader.Pending> pending =
        readers.stream().map(reader -> reader.begin(request)).toList();
    for (int i = 0; i < readers.size(); i++) {
      combination.add(readers.get(i).name(), pending.get(i).await());
    }
  }

  private ArmReading missed(String reason) {
    Combination combination = new Combination();
    for (List<ProbeReader> readers : List.of(collectors, others)) {
      readers.forEach(reader -> combination.add(reader.name(), new Reading.Missed(reason, false)));
    }
    return combination.result(clocks);
  }

  @Override
  public void close() {
    collectors.forEach(ProbeReader::close);
    others.forEach(ProbeReader::close);
  }
}
