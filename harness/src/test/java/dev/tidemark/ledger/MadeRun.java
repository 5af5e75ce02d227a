package dev.tidemark.ledger;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A made-up run of two arms, one flat and one that leaks, with rows of every kind: floors, readings
 * under load and under pressure, readings that are missing, classes, counts with a bound.
 */
public final class MadeRun {
  public static final Instant START = Instant.parse("2026-02-28T23:59:30Z");
  public static final String FLAT = "fixed";
  public static final String LEAKY = "leaky";

  private static final int REQUESTS = 100;
  private static final double BASE = 40e6;
  private static final double LEAK = 100_000;
  private static final int MISSED_EVERY = 13;
  private static final long SECOND = 1_000_000_000L;

  private final Random random;
  private final List<Object> rows = new ArrayList<>();

  private MadeRun(long seed) {
    random = new Random(seed);
  }

  /** The rows of a run of so many rounds: ticks and events in order. */
  public static List<Object> rows(long seed, int rounds) {
    MadeRun run = new MadeRun(seed);
    for (int round = 0; round <= rounds; round++) {
      run.round(FLAT, round, 0);
      run.round(LEAKY, round, LEAK);
    }
    for (int i = 0; i < 5; i++) {
      run.pressure(FLAT, rounds, i);
    }
    return run.rows;
  }

  /** Appends rows as a run does. */
  public static void append(LedgerWriter ledger, List<Object> rows) {
    for (Object row : rows) {
      if (row instanceof Tick tick) {
        ledger.append(tick);
      } else if (row instanceof RunEvent event) {
        ledger.append(event);
      }
    }
  }

  /** Writes the folder of a whole run. */
  public static void write(RunFolder folder, List<Object> rows) throws IOException {
    try (LedgerWriter ledger = LedgerWriter.begin(folder, manifest(FLAT, LEAKY))) {
      append(ledger, rows);
    }
  }

  private void round(String arm, int round, double leak) {
    long begun = 100 * SECOND + 3L * round * SECOND;
    long ended = (long) round * REQUESTS;
    if (round > 0) {
      event(arm, "gate-open", REQUESTS + " requests", begun - 2 * SECOND);
      tick(arm, Tick.Kind.LOAD, round, begun - SECOND, counts(ended - 50, 8), used(arm, ended));
      event(arm, "gate-closed", "", begun - SECOND / 2);
    }
    boolean blind = round % MISSED_EVERY == MISSED_EVERY - 1;
    SortedMap<String, MemorySample> samples = used(arm, ended);
    if (!blind) {
      put(
          samples,
          "jvm.memory.live",
          MetricKind.LIVE_SET,
          Unit.BYTES,
          Math.rint(BASE + leak * ended + 3_000 * random.nextGaussian()));
    }
    put(samples, "jvm.thread.count", MetricKind.THREADS, Unit.COUNT, 40 + random.nextInt(3));
    put(samples, "stats/cacheKB \"é\"", MetricKind.BYTES, Unit.BYTES, 1024 * random.nextDouble());
    samples.put(
        "stats/totalLogs",
        new MemorySample(
            "stats/totalLogs",
            MetricKind.BOUNDED,
            Unit.COUNT,
            Math.min(500, ended),
            GcState.UNKNOWN,
            OptionalDouble.of(500)));
    rows.add(
        new Tick(
            arm,
            Tick.Kind.FLOOR,
            0,
            round,
            begun,
            START.plusNanos(begun),
            counts(ended, 0),
            samples,
            blind ? new TreeMap<>(Map.of("jvm", "it \"hung\"")) : new TreeMap<>(),
            blind ? Map.of() : classes(leak > 0 ? ended : 0)));
  }

  private void pressure(String arm, int rounds, int reading) {
    long at = 100 * SECOND + 3L * rounds * SECOND + (1L + reading) * SECOND;
    SortedMap<String, MemorySample> samples = used(arm, 0);
    put(samples, "jvm.memory.live", MetricKind.LIVE_SET, Unit.BYTES, BASE + 8e6 + reading);
    tick(arm, Tick.Kind.PRESSURE, rounds, at, counts((long) rounds * REQUESTS, 8), samples);
  }

  private void event(String arm, String word, String detail, long nanos) {
    rows.add(new RunEvent(arm, word, detail, nanos, START.plusNanos(nanos)));
  }

  private void tick(
      String arm,
      Tick.Kind kind,
      int round,
      long nanos,
      RequestCounts counts,
      SortedMap<String, MemorySample> samples) {
    rows.add(
        new Tick(
            arm,
            kind,
            0,
            round,
            nanos,
            START.plusNanos(nanos),
            counts,
            samples,
            new TreeMap<>(),
            Map.of()));
  }

  /** Later rows have aborted requests, and some of which nothing is known. */
  private static RequestCounts counts(long ended, long inFlight) {
    return ended < 200
        ? new RequestCounts(ended, 0, inFlight)
        : new RequestCounts(ended - 7, 0, 4, 3, inFlight);
  }

  private SortedMap<String, MemorySample> used(String arm, long ended) {
    SortedMap<String, MemorySample> samples = new TreeMap<>();
    samples.put(
        "jvm.memory.used",
        new MemorySample(
            "jvm.memory.used",
            MetricKind.SHOWN,
            Unit.BYTES,
            6e7 + 1e7 * random.nextDouble() + (arm.equals(LEAKY) ? LEAK * ended : 0),
            GcState.LIVE));
    return samples;
  }

  private static void put(
      Map<String, MemorySample> into, String name, MetricKind kind, Unit unit, double value) {
    into.put(name, new MemorySample(name, kind, unit, value, GcState.AFTER_FULL_GC));
  }

  private static Map<String, ClassCount> classes(long kept) {
    return Map.of(
        "com.example.Kept", new ClassCount(5 + kept, 160 + 32 * kept),
        "java.lang.String", new ClassCount(9_000, 216_000));
  }

  /** What was asked of these arms. */
  public static RunManifest manifest(String... arms) {
    List<TargetIdentity> targets = new ArrayList<>();
    for (String arm : arms) {
      targets.add(
          new TargetIdentity(
              arm,
              "http://127.0.0.1:1",
              OptionalLong.of(4711),
              "VM",
              List.of("-Xmx1g"),
              Optional.of(START),
              Optional.of(new Limit(ByteSize.ofMebibytes(1024), "-Xmx")),
              Optional.empty()));
    }
    Plan plan =
        new Plan(
            new ByteSize(1_000),
            Allowance.DEFAULT.withBytes(ByteSize.ofMebibytes(4)),
            Duration.ofMinutes(5),
            8,
            List.of("concurrent"));
    return new RunManifest(
        RunManifest.SCHEMA, "made", START, "0", Optional.empty(), "S", 1, plan, targets);
  }
}
