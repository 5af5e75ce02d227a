package dev.tidemark.cli;

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
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Run folders of made-up runs, as an injector leaves them. */
final class RunFolders {
  static final int ROUNDS = 60;
  private static final int REQUESTS_PER_ROUND = 1_000;
  private static final double BASE = 40 * 1024 * 1024;
  private static final double NOISE = 8_192;
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  private static final String ARM = "candidate";

  private RunFolders() {}

  /** A run whose live set grows by so many bytes with every request; no verdict was written. */
  static Path growing(Path folder, double bytesPerRequest) {
    Random random = new Random(11);
    try (LedgerWriter ledger =
        LedgerWriter.begin(
            RunFolder.inside(folder), manifest(String.valueOf(folder.getFileName())))) {
      for (int round = 0; round <= ROUNDS; round++) {
        long ended = (long) round * REQUESTS_PER_ROUND;
        double live = BASE + bytesPerRequest * ended + NOISE * random.nextGaussian();
        ledger.append(floor(round, ended, Math.rint(live)));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves half a row at the end of the ledger, as a killed injector does. */
  static Path torn(Path folder) {
    try {
      Files.writeString(
          new RunFolder(folder).ledger(),
          "{\"row\":\"tick\",\"arm\":\"cand",
          StandardOpenOption.APPEND);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunManifest manifest(String run) {
    return new RunManifest(
        RunManifest.SCHEMA,
        run,
        START,
        "test",
        Optional.empty(),
        "ConcurrentChatSimulation",
        1,
        new Plan(
            new ByteSize(100), Allowance.DEFAULT, Duration.ofMinutes(5), 8, List.of("concurrent")),
        List.of(
            new TargetIdentity(
                ARM,
                "http://127.0.0.1:8080",
                OptionalLong.of(4711),
                "OpenJDK",
                List.of("-Xmx256m"),
                Optional.of(START),
                Optional.of(new Limit(ByteSize.ofMebibytes(256), "-Xmx")),
                Optional.empty())));
  }

  private static Tick floor(int round, long ended, double live) {
    SortedMap<String, MemorySample> samples = new TreeMap<>();
    samples.put(
        "jvm.memory.live",
        new MemorySample(
            "jvm.memory.live", MetricKind.LIVE_SET, Unit.BYTES, live, GcState.AFTER_FULL_GC));
    long nanos = Duration.ofSeconds(round).toNanos();
    return new Tick(
        ARM,
        Tick.Kind.FLOOR,
        0,
        round,
        nanos,
        START.plusNanos(nanos),
        new RequestCounts(ended, 0, 0),
        samples,
        new TreeMap<>(),
        Map.of());
  }
}
