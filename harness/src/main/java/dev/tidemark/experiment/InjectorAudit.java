package dev.tidemark.experiment;

import dev.tidemark.analysis.InjectorLoad;
import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.probe.Clocks;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What the load generator itself uses while it drives: heap after its own collections, processor
 * time, and by how much its threads wake too late. One row of the arm {@value InjectorLoad#ARM} for
 * each stretch of load.
 */
final class InjectorAudit implements AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(10);

  private final LedgerWriter ledger;
  private final Clocks clocks;
  private final List<Gate> gates;
  private final Thread pulse;
  private final List<MemoryPoolMXBean> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
  private volatile long latestNanos;
  private volatile boolean over;
  private long beganNanos;
  private long beganProcessorNanos;
  private int stretch;

  /**
   * @param gates of all arms that this process drives
   */
  InjectorAudit(LedgerWriter ledger, Clocks clocks, List<Gate> gates) {
    this.ledger = ledger;
    this.clocks = clocks;
    this.gates = List.copyOf(gates);
    this.pulse = new Thread(this::beat, "tidemark-injector-pulse");
    pulse.setDaemon(true);
  }

  void start() {
    pulse.start();
  }

  private void beat() {
    try {
      while (!over) {
        long before = System.nanoTime();
        Thread.sleep(BEAT.toMillis());
        long late = System.nanoTime() - before - BEAT.toNanos();
        latestNanos = Math.max(latestNanos, late);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Load begins. */
  void begin() {
    beganNanos = System.nanoTime();
    beganProcessorNanos = processorNanos();
    latestNanos = 0;
  }

  /** Load ended: writes down what it took. */
  void end() {
    double wall = System.nanoTime() - beganNanos;
    double cores = Runtime.getRuntime().availableProcessors();
    Map<String, MemorySample> samples = new TreeMap<>();
    put(samples, InjectorLoad.LAG, Unit.NANOSECONDS, (double) latestNanos);
    if (wall > 0) {
      double share = (processorNanos() - beganProcessorNanos) / wall / cores;
      put(samples, InjectorLoad.PROCESSOR, Unit.COUNT, Math.max(0, share));
    }
    put(samples, InjectorLoad.CORES, Unit.COUNT, cores);
    put(samples, InjectorLoad.COLLECTIONS, Unit.COUNT, (double) collections());
    afterCollection().ifPresent(bytes -> put(samples, InjectorLoad.HEAP, Unit.BYTES, bytes));
    ledger.append(
        new Tick(
            InjectorLoad.ARM,
            Tick.Kind.LOAD,
            0,
            ++stretch,
            clocks.monotonic().nanos(),
            clocks.wall().instant(),
            counts(),
            new TreeMap<>(samples),
            new TreeMap<>(),
            Map.of()));
  }

  private static void put(Map<String, MemorySample> samples, String name, Unit unit, double value) {
    samples.put(
        name,
        new MemorySample(
            name, MetricKind.SHOWN, unit, value, GcState.UNKNOWN, OptionalDouble.empty()));
  }

  /** All requests that this process sent, whatever the arm. */
  private RequestCounts counts() {
    long completed = 0;
    long failed = 0;
    long aborted = 0;
    long unknown = 0;
    for (Gate gate : gates) {
      RequestCounts one = gate.counts();
      completed += one.completed();
      failed += one.failed();
      aborted += one.aborted();
      unknown += one.unknown();
    }
    return new RequestCounts(completed, failed, aborted, unknown, 0);
  }

  /** Absent before the first collection: then nothing is known of what lives. */
  private OptionalDouble afterCollection() {
    long bytes =
        heap.stream()
            .map(MemoryPoolMXBean::getCollectionUsage)
            .filter(usage -> usage != null)
            .mapToLong(MemoryUsage::getUsed)
            .sum();
    return bytes == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) bytes);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  @Override
  public void close() {
    over = true;
    pulse.interrupt();
  }
}
