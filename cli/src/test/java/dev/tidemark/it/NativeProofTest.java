package dev.tidemark.it;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How far resident and native memory move without a leak, and what a native leak must have to be
 * convicted; {@code scripts/proof-native} runs it.
 */
@EnabledIfSystemProperty(named = "tidemark.proof", matches = "native")
final class NativeProofTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "nothing, none, 0, -XX:+UseG1GC",
    "nothing, none, 0, -XX:+UseSerialGC",
    "nothing, none, 0, -XX:+UseParallelGC",
    "garbage of 1 MiB a request, churn, 16384, -XX:+UseG1GC",
    "garbage of 1 MiB a request, churn, 16384, -XX:+UseSerialGC",
    "garbage of 1 MiB a request, churn, 16384, -XX:+UseParallelGC",
    "heap that grows by 4 KiB a request, heap, 4096, -XX:+UseG1GC",
    "soft cache, soft, 10000, -XX:+UseG1GC",
    "malloc of 1 KiB a request, native, 1024, -XX:+UseG1GC",
    "malloc of 8 KiB a request, native, 8192, -XX:+UseG1GC",
    "malloc of 84 KiB a request, native, 86016, -XX:+UseG1GC",
    "a Deflater a request, deflater, 0, -XX:+UseG1GC"
  })
  void measured(String name, String deed, String size, String collector) throws Exception {
    Map<String, String> options = Map.of("budget", "80s", "concurrency", "8", "stages", "none");
    try (Leaking target = Leaking.start(List.of("-Xmx512m", collector), deed, size);
        DirectRun run = DirectRun.start(folder, options, target.arm("one"))) {
      Conclusion end = run.end(Duration.ofMinutes(5));
      TargetVerdict verdict = DirectRun.of(end, "one");
      RunRecord record = end.record().orElseThrow();
      Figures.publish(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %,d | %s | %s | %s | %s |",
              name,
              collector.replaceAll("-XX:.Use|GC", ""),
              verdict.verdict().name(),
              verdict.requests(),
              moved(record, "process.memory.usage"),
              moved(record, "process.memory.native"),
              slope(verdict, "process.memory.native"),
              verdict.verdict().reason()));
    }
  }

  private static String moved(RunRecord record, String metric) {
    List<Double> values =
        record.ticksOf("one").stream()
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
            .flatMap(tick -> Optional.ofNullable(tick.samples().get(metric)).stream())
            .map(MemorySample::value)
            .toList();
    List<Double> later = values.subList(values.size() / 4, values.size());
    double range =
        later.stream().mapToDouble(v -> v).max().orElse(0)
            - later.stream().mapToDouble(v -> v).min().orElse(0);
    return ByteSize.format(range);
  }

  private static String slope(TargetVerdict verdict, String metric) {
    return verdict.series().stream()
        .filter(one -> one.name().equals(metric))
        .findFirst()
        .map(one -> words(one) + ", " + one.verdict().name())
        .orElse("not read");
  }

  private static String words(SeriesVerdict series) {
    return series
        .slope()
        .map(
            slope ->
                ByteSize.format(slope.perRequest())
                    + " ("
                    + ByteSize.format(slope.interval().low())
                    + " .. "
                    + ByteSize.format(slope.interval().high())
                    + ")")
        .orElse("none");
  }
}
