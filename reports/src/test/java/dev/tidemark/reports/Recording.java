package dev.tidemark.reports;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The rows that a run of made-up targets would have left. */
final class Recording {
  private static final long SECOND = 1_000_000_000L;
  private final Instant start;
  private final Random random = new Random(7);
  private final List<Tick> ticks = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();
  private final Map<String, Histogram> latency = new HashMap<>();
  private final List<String> defects = new ArrayList<>();

  Recording(Instant start) {
    this.start = start;
  }

  /** Rounds of one arm: a floor, load at four samples a second, and the next floor. */
  void arm(String arm, int rounds, int requests, double base, double perRequest) {
    long nanos = 0;
    long served = 0;
    double collections = 3;
    Histogram histogram = new Histogram(3);
    floor(arm, 0, nanos, served, base);
    for (int round = 1; round <= rounds; round++) {
      event(arm, "gate-open", nanos + SECOND / 10);
      double garbage = 0;
      for (int step = 1; step <= 12; step++) {
        nanos += SECOND / 4;
        garbage += (4 + random.nextInt(5)) * Runs.MIB;
        if (garbage > 32 * Runs.MIB) {
          garbage = random.nextDouble() * 3 * Runs.MIB;
          collections++;
        }
        double held = base + perRequest * (served + requests * step / 12.0);
        load(arm, round, nanos, served + (long) requests * step / 12, held + garbage, collections);
      }
      served += requests;
      event(arm, "gate-closed", nanos + SECOND / 10);
      nanos += SECOND;
      floor(arm, round, nanos, served, base + perRequest * served);
      for (int i = 0; i < requests; i++) {
        histogram.recordValue(8_000_000L + (long) (Math.exp(random.nextGaussian()) * 4e6));
      }
    }
    event(arm, "decided", nanos);
    latency.put(arm, histogram);
  }

  void defect(String defect) {
    defects.add(defect);
  }

  RunRecord record(RunManifest manifest) {
    return new RunRecord(manifest, ticks, events, latency, defects);
  }

  private void floor(String arm, int round, long nanos, long served, double live) {
    SortedMap<String, String> missed = new TreeMap<>();
    SortedMap<String, MemorySample> samples = new TreeMap<>();
    if (round == 3) {
      missed.put("http", "GET /stats answered 503 after 2 s");
    } else {
      put(
          samples,
          "stats./totalRequests",
          MetricKind.SHOWN,
          Unit.COUNT,
          (double) served,
          GcState.UNKNOWN);
    }
    double noise = random.nextGaussian() * 8_192;
    put(
        samples,
        "jvm.memory.live",
        MetricKind.LIVE_SET,
        Unit.BYTES,
        live + noise,
        GcState.AFTER_FULL_GC);
    put(
        samples,
        "jvm.buffer.memory.used",
        MetricKind.BYTES,
        Unit.BYTES,
        2 * Runs.MIB,
        GcState.UNKNOWN);
    put(
        samples,
        "jvm.thread.count",
        MetricKind.THREADS,
        Unit.COUNT,
        38 + random.nextInt(3),
        GcState.UNKNOWN);
    ticks.add(tick(arm, Tick.Kind.FLOOR, round, nanos, served, samples, missed));
  }

  private void load(
      String arm, int round, long nanos, long served, double used, double collections) {
    SortedMap<String, MemorySample> samples = new TreeMap<>();
    put(samples, "jvm.memory.used", MetricKind.SHOWN, Unit.BYTES, used, GcState.LIVE);
    put(samples, "jvm.gc.count", MetricKind.SHOWN, Unit.COUNT, collections, GcState.UNKNOWN);
    ticks.add(tick(arm, Tick.Kind.LOAD, round, nanos, served, samples, new TreeMap<>()));
  }

  private Tick tick(
      String arm,
      Tick.Kind kind,
      int round,
      long nanos,
      long served,
      SortedMap<String, MemorySample> samples,
      SortedMap<String, String> missed) {
    return new Tick(
        arm,
        kind,
        0,
        round,
        nanos,
        start.plusNanos(nanos),
        new RequestCounts(served, 0, 0),
        samples,
        missed,
        Map.of());
  }

  private void event(String arm, String event, long nanos) {
    events.add(new RunEvent(arm, event, event, nanos, start.plusNanos(nanos)));
  }

  private static void put(
      SortedMap<String, MemorySample> samples,
      String metric,
      MetricKind kind,
      Unit unit,
      double value,
      GcState gc) {
    samples.put(metric, new MemorySample(metric, kind, unit, value, gc));
  }
}
