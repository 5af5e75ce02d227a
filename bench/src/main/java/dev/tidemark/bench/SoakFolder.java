package dev.tidemark.bench;

import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The run folder of a soak: a floor every second, fifty series in each, in the form in which a run
 * writes it. The live set is noisy and flat; the other series are bytes of every kind, half of them
 * creeping.
 */
final class SoakFolder {
  static final int SERIES = 50;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SEED = 20_260_101;
  private static final int REQUESTS_PER_SECOND = 20;
  private static final int EVENTS_EVERY = 60;
  private static final String ARM = "soak";

  private SoakFolder() {}

  /** The folder of a soak of so many ticks; made where it is not there yet. */
  static RunFolder of(Path parent, int ticks) throws IOException {
    Path path = parent.resolve("soak-" + ticks);
    if (!Files.isDirectory(path)) {
      Path unfinished = parent.resolve("soak-" + ticks + ".part");
      delete(unfinished);
      write(RunFolder.inside(unfinished), ticks);
      Files.move(unfinished, path);
    }
    return new RunFolder(path);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      for (String name : List.of("manifest.json", "ledger.jsonl", "latency.hlog")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  private static void write(RunFolder folder, int ticks) throws IOException {
    Random random = new Random(SEED);
    try (LedgerWriter ledger = LedgerWriter.begin(folder, manifest())) {
      for (int second = 0; second < ticks; second++) {
        long nanos = second * 1_000_000_000L;
        Instant at = START.plusSeconds(second);
        if (second % EVENTS_EVERY == 0) {
          ledger.append(new RunEvent(ARM, "gate-closed", "", nanos, at));
          ledger.append(new RunEvent(ARM, "gate-open", "1200 requests", nanos, at));
        }
        ledger.append(
            new Tick(
                ARM,
                Tick.Kind.FLOOR,
                0,
                second,
                nanos,
                at,
                new RequestCounts((long) second * REQUESTS_PER_SECOND, 0, 0),
                samples(second, random),
                new TreeMap<>(),
                Map.of()));
      }
    }
  }

  private static SortedMap<String, MemorySample> samples(int second, Random random) {
    SortedMap<String, MemorySample> samples = new TreeMap<>();
    put(
        samples,
        "jvm.memory.live",
        MetricKind.LIVE_SET,
        GcState.AFTER_FULL_GC,
        Math.rint(40e6 + 2e5 * random.nextGaussian()));
    for (int i = 1; i < SERIES; i++) {
      double creep = i % 2 == 0 ? 0 : 3.0 * i * second;
      put(
          samples,
          String.format("stats/cache.%02d.heldBytes", i),
          MetricKind.BYTES,
          GcState.UNKNOWN,
          Math.rint(1e6 * i + creep + 1e4 * random.nextGaussian()) / (i % 3 == 0 ? 1024 : 1));
    }
    return samples;
  }

  private static void put(
      Map<String, MemorySample> into, String name, MetricKind kind, GcState gc, double value) {
    into.put(name, new MemorySample(name, kind, Unit.BYTES, value, gc));
  }

  private static RunManifest manifest() {
    Plan plan =
        new Plan(new ByteSize(100), Allowance.DEFAULT, Duration.ofHours(24), 8, List.of("soak"));
    TargetIdentity target =
        new TargetIdentity(
            ARM,
            "http://127.0.0.1:8080",
            OptionalLong.empty(),
            "VM",
            List.of(),
            Optional.of(START),
            Optional.of(new Limit(ByteSize.ofMebibytes(512), "-Xmx")),
            Optional.empty());
    return new RunManifest(
        RunManifest.SCHEMA,
        "soak",
        START,
        "bench",
        Optional.empty(),
        "none",
        SEED,
        plan,
        List.of(target));
  }
}
