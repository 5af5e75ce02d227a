package dev.tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.tidemark.model.UsableMemory;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir Path directory;

  private static RunManifest manifest() {
    return new RunManifest(
        RunManifest.SCHEMA,
        "run-1",
        START,
        "0.1",
        Optional.of("abc"),
        "ConcurrentChatSimulation",
        7,
        new Plan(
            new ByteSize(100),
            Allowance.DEFAULT,
            Duration.ofMinutes(5),
            8,
            List.of("concurrent", Plan.LET_IT_DIE),
            OptionalDouble.of(200)),
        List.of(
            new TargetIdentity(
                "leaky",
                "http://127.0.0.1:1",
                OptionalLong.of(4711),
                "VM 17, G1",
                List.of("-Xmx128m"),
                Optional.of(START),
                Optional.of(
                    new Limit(
                        ByteSize.ofMebibytes(128),
                        "-Xmx",
                        new UsableMemory(
                            ByteSize.ofMebibytes(100),
                            ByteSize.ofMebibytes(120),
                            ByteSize.ofMebibytes(1)))),
                Optional.of(Verdict.Kind.LEAK))));
  }

  private static Tick tick(int round, Map<String, ClassCount> classes) {
    TreeMap<String, MemorySample> samples = new TreeMap<>();
    samples.put(
        "jvm.memory.live",
        new MemorySample(
            "jvm.memory.live",
            MetricKind.LIVE_SET,
            Unit.BYTES,
            1e7 + round,
            GcState.AFTER_FULL_GC));
    samples.put(
        "stats/totalLogs",
        new MemorySample(
            "stats/totalLogs",
            MetricKind.BOUNDED,
            Unit.COUNT,
            round,
            GcState.UNKNOWN,
            OptionalDouble.of(500)));
    return new Tick(
        "leaky",
        Tick.Kind.FLOOR,
        0,
        round,
        round * 1_000L,
        START.plusSeconds(round),
        new RequestCounts(round * 20L, 1, 0),
        samples,
        new TreeMap<>(Map.of("http", "answered 500")),
        classes,
        new TreeMap<>(Map.of("/api/chat", round * 15L, "/api/models", round * 5L + 1)));
  }

  private RunFolder written() throws IOException {
    RunFolder folder = RunFolder.inside(directory.resolve("run-1"));
    try (LedgerWriter writer = LedgerWriter.begin(folder, manifest())) {
      writer.append(tick(1, Map.of("A", new ClassCount(1, 16), "B", new ClassCount(5, 80))));
      writer.append(tick(2, Map.of("A", new ClassCount(2, 32), "B", new ClassCount(5, 80))));
      writer.append(new RunEvent("leaky", "decided", "LEAK", 9, START));
      writer.append(tick(3, Map.of("A", new ClassCount(3, 48))));
      Histogram latency = LedgerWriter.newHistogram();
      latency.recordValue(5_000_000);
      latency.setStartTimeStamp(START.toEpochMilli());
      latency.setEndTimeStamp(START.toEpochMilli() + 1000);
      writer.append("leaky", latency);
      writer.append("leaky", latency);
      writer.append("leaky" + LedgerWriter.FIRST_TOKEN, latency);
      writer.append("leaky" + LedgerWriter.ANSWER_BYTES, latency);
      writer.append("leaky" + LedgerWriter.TOKENS_PER_SECOND, latency);
    }
    return folder;
  }

  @Test
  void whatWasWrittenIsReadBackTheSame() throws IOException {
    RunRecord record = LedgerReader.read(written());
    assertThat(record.manifest()).isEqualTo(manifest());
    assertThat(record.defects()).isEmpty();
    assertThat(record.ticks())
        .containsExactly(
            tick(1, Map.of("A", new ClassCount(1, 16), "B", new ClassCount(5, 80))),
            tick(2, Map.of("A", new ClassCount(2, 32), "B", new ClassCount(5, 80))),
            tick(3, Map.of("A", new ClassCount(3, 48))));
    assertThat(record.events()).containsExactly(new RunEvent("leaky", "decided", "LEAK", 9, START));
    assertThat(record.latency().get("leaky"))
        .isNotNull()
        .extracting(Histogram::getTotalCount)
        .isEqualTo(2L);
  }

  @Test
  void latenciesEndToEndAreKnownGateByGate() throws IOException {
    List<LatencyInterval> intervals = LedgerReader.read(written()).intervals();
    assertThat(intervals).hasSize(2);
    for (LatencyInterval one : intervals) {
      assertThat(one.arm()).isEqualTo("leaky");
      assertThat(one.from()).isEqualTo(START);
      assertThat(one.to()).isEqualTo(START.plusSeconds(1));
      assertThat(one.nanos().getTotalCount()).isEqualTo(1);
      assertThat(one.nanos().getValueAtPercentile(99)).isBetween(4_950_000L, 5_050_000L);
    }
  }

  @Test
  void onlyClassesThatChangedAreWritten() throws IOException {
    List<String> lines = Files.readAllLines(written().ledger());
    assertThat(lines.get(1)).contains("\"A\":[2,32]").doesNotContain("\"B\"");
    assertThat(lines.get(3)).contains("\"B\":[0,0]");
  }

  @Test
  void aTornLastLineLosesNothingBeforeIt() throws IOException {
    RunFolder folder = written();
    Files.writeString(
        folder.ledger(), "{\"row\":\"tick\",\"at\":\"2026", StandardOpenOption.APPEND);
    RunRecord record = LedgerReader.read(folder);
    assertThat(record.ticks()).hasSize(3);
    assertThat(record.defects()).singleElement().asString().contains("line 5");
  }

  @Test
  void aFolderWithoutAManifestIsRefusedInOneLine() {
    assertThatThrownBy(() -> LedgerReader.read(new RunFolder(directory)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a run folder")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aManifestOfALaterSchemaIsRefused() throws IOException {
    RunFolder folder = written();
    Files.writeString(
        folder.manifest(),
        Files.readString(folder.manifest()).replace("\"schema\" : 1", "\"schema\" : 99"));
    assertThatThrownBy(() -> LedgerReader.read(folder)).hasMessageContaining("schema 99");
  }

  @Test
  void aRunFolderIsItsOwnersAlone() throws IOException {
    RunFolder folder = RunFolder.create(directory, "x", START);
    assertThat(Files.getPosixFilePermissions(folder.path())).hasSize(3);
    assertThat(folder.name()).isEqualTo("x-20261121-100000-000");
  }
}
