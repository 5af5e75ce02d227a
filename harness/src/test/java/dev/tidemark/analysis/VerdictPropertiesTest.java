package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.ledger.MadeRun;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change the verdict on a run. */
class VerdictPropertiesTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path directory;

  private static RunVerdict judge(List<Object> rows) {
    return judge(rows, MadeRun.FLAT, MadeRun.LEAKY);
  }

  private static RunVerdict judge(List<Object> rows, String... arms) {
    return new RunAnalysis(false)
        .judge(
            new RunRecord(
                MadeRun.manifest(arms),
                rows.stream().filter(Tick.class::isInstance).map(Tick.class::cast).toList(),
                rows.stream().filter(RunEvent.class::isInstance).map(RunEvent.class::cast).toList(),
                Map.of(),
                List.of()));
  }

  /** Field by field, so that a difference says where it is. */
  private static void same(RunVerdict one, RunVerdict other) {
    assertThat(other.verdict()).isEqualTo(one.verdict());
    assertThat(other.gate()).isEqualTo(one.gate());
    assertThat(other.exit()).isEqualTo(one.exit());
    assertThat(other.reason()).isEqualTo(one.reason());
    assertThat(other.targets()).hasSameSizeAs(one.targets());
    for (int i = 0; i < one.targets().size(); i++) {
      same(one.targets().get(i), other.targets().get(i));
    }
  }

  private static void same(TargetVerdict one, TargetVerdict other) {
    try {
      for (RecordComponent field : TargetVerdict.class.getRecordComponents()) {
        assertThat(field.getAccessor().invoke(other))
            .as(one.name() + ": " + field.getName())
            .isEqualTo(field.getAccessor().invoke(one));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 17, 25, 60, 120})
  void theFolderSaysWhatTheRunSaid(int rounds) throws IOException {
    List<Object> rows = MadeRun.rows(rounds, rounds);
    RunFolder folder = RunFolder.inside(directory.resolve("run"));
    RunManifest manifest = MadeRun.manifest(MadeRun.FLAT, MadeRun.LEAKY);
    try (LedgerWriter ledger = LedgerWriter.begin(folder, manifest)) {
      for (int i = 0; i < rows.size(); i++) {
        MadeRun.append(ledger, rows.subList(i, i + 1));
        if (i % 37 == 36 || i == rows.size() - 1) {
          RunVerdict live = new RunAnalysis(false).judge(ledger.soFar());
          RunRecord read = LedgerReader.read(folder);
          assertThat(read.defects()).isEmpty();
          same(live, new RunAnalysis(false).judge(read));
        }
      }
    }
    same(judge(rows), new RunAnalysis(false).judge(LedgerReader.read(folder)));
  }

  @Test
  void theMadeRunsAreJudgedRight() {
    RunVerdict verdict = judge(MadeRun.rows(4, 80));
    assertThat(verdict.targets().get(0).verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict.targets().get(1).verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.targets().get(1).suspects()).isNotEmpty();
    assertThat(verdict.targets().get(0).perInFlight()).isPresent();
  }

  @Test
  void anotherClockChangesNothing() {
    for (long seed = 0; seed < 10; seed++) {
      List<Object> rows = MadeRun.rows(seed, 60);
      Duration wall = Duration.ofDays(-400).plusMillis(seed * 77);
      long nanos = -(1L << 61) + seed;
      List<Object> moved = rows.stream().map(row -> moved(row, wall, nanos)).toList();
      same(judge(rows), judge(moved));
    }
  }

  private static Object moved(Object row, Duration wall, long nanos) {
    if (row instanceof RunEvent event) {
      return new RunEvent(
          event.arm(), event.event(), event.detail(), event.nanos() + nanos, event.at().plus(wall));
    }
    Tick tick = (Tick) row;
    return new Tick(
        tick.arm(),
        tick.kind(),
        tick.segment(),
        tick.round(),
        tick.nanos() + nanos,
        tick.at().plus(wall),
        tick.counts(),
        tick.samples(),
        tick.missed(),
        tick.classes());
  }

  @Test
  void theOrderInWhichArmsAndTheirRowsAreListedChangesNothing() {
    for (long seed = 0; seed < 10; seed++) {
      List<Object> rows = MadeRun.rows(seed, 60);
      RunVerdict listed = judge(rows);
      List<Object> byArm = new ArrayList<>(rows);
      byArm.sort(Comparator.comparing(VerdictPropertiesTest::arm).reversed());
      RunVerdict otherwise = judge(byArm, MadeRun.LEAKY, MadeRun.FLAT);
      assertThat(otherwise.verdict()).isEqualTo(listed.verdict());
      same(listed.targets().get(0), otherwise.targets().get(1));
      same(listed.targets().get(1), otherwise.targets().get(0));
    }
  }

  private static String arm(Object row) {
    return row instanceof Tick tick ? tick.arm() : ((RunEvent) row).arm();
  }

  @Test
  void theOrderInWhichSeriesAreListedChangesNothing() throws IOException {
    RunFolder folder = RunFolder.inside(directory.resolve("run"));
    MadeRun.write(folder, MadeRun.rows(5, 60));
    RunVerdict listed = new RunAnalysis(false).judge(LedgerReader.read(folder));
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.ledger())) {
      lines.add(MAPPER.writeValueAsString(shuffled(MAPPER.readTree(line), random)));
    }
    Files.write(folder.ledger(), lines);
    RunRecord record = LedgerReader.read(folder);
    assertThat(record.defects()).isEmpty();
    same(listed, new RunAnalysis(false).judge(record));
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
    Collections.shuffle(fields, random);
    ObjectNode other = MAPPER.createObjectNode();
    fields.forEach(field -> other.set(field.getKey(), shuffled(field.getValue(), random)));
    return other;
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws InterruptedException, ExecutionException {
    List<List<Object>> runs =
        Stream.iterate(0L, seed -> seed < 12, seed -> seed + 1)
            .map(seed -> MadeRun.rows(seed, 54))
            .toList();
    List<RunVerdict> alone = runs.stream().map(VerdictPropertiesTest::judge).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<RunVerdict>> tasks = new ArrayList<>();
      runs.forEach(run -> tasks.add(() -> judge(run)));
      int i = 0;
      for (Future<RunVerdict> verdict : threads.invokeAll(tasks)) {
        same(alone.get(i++), verdict.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** The same growth in another unit, against a sensitivity and an allowance in that unit. */
  @Test
  void anotherUnitChangesNoVerdict() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double slope = seed % 3 == 0 ? 0 : Math.pow(10, 4 * random.nextDouble());
      double[] x = new double[80];
      double[] y = new double[80];
      for (int i = 0; i < x.length; i++) {
        x[i] = 100.0 * i;
        y[i] = Math.rint(40e6 + slope * x[i] + 2_000 * random.nextGaussian());
      }
      Verdict.Kind bytes = kind(x, y, 1, 1);
      assertThat(kind(x, y, 1, 1024)).as("KiB, %d", seed).isEqualTo(bytes);
      assertThat(kind(x, y, 1, 1e6)).as("MB, %d", seed).isEqualTo(bytes);
      assertThat(kind(x, y, 1_000, 1)).as("thousands of requests, %d", seed).isEqualTo(bytes);
    }
  }

  private static Verdict.Kind kind(double[] x, double[] y, double requests, double bytes) {
    double[] xs = x.clone();
    double[] ys = y.clone();
    for (int i = 0; i < xs.length; i++) {
      xs[i] /= requests;
      ys[i] /= bytes;
    }
    Question question =
        new Question(100 * requests / bytes, 4e6 / bytes, 7, 4, Looks.FIRST_PLATEAU, true);
    SeriesVerdict verdict =
        new SeriesAnalyst()
            .judge(new Series("m", MetricKind.LIVE_SET, Unit.BYTES, xs, ys), question);
    return verdict.verdict().kind();
  }
}
