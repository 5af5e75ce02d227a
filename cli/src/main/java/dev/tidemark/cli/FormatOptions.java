package dev.tidemark.cli;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording.After;
import dev.tidemark.recording.ReadingOptions;
import dev.tidemark.recording.ReadingOptions.Role;
import dev.tidemark.recording.TimeUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a file does not tell of itself. */
final class FormatOptions {
  @Option(
      names = "--time-column",
      paramLabel = "NAME",
      description = "CSV: the column of time; default: told by the names")
  private @Nullable String timeColumn;

  @Option(
      names = "--requests-column",
      paramLabel = "NAME",
      description = "CSV: the column of requests so far")
  private @Nullable String requestsColumn;

  @Option(names = "--memory-column", paramLabel = "NAME", description = "CSV: the column of memory")
  private @Nullable String memoryColumn;

  @Option(
      names = "--time-unit",
      paramLabel = "UNIT",
      description = "CSV: s, ms, us or ns; default: told by name and size")
  private @Nullable String timeUnit;

  @Option(
      names = "--memory-unit",
      paramLabel = "UNIT",
      description = "B, KiB, MiB or GiB; default: told by the name, else B")
  private @Nullable String memoryUnit;

  @Option(
      names = "--memory-after",
      paramLabel = "WHAT",
      description = "what the readings follow: forced, major or minor collections, or nothing")
  private @Nullable String memoryAfter;

  @Option(
      names = "--memory-metric",
      paramLabel = "NAME",
      description = "Prometheus: the metric of memory; default: told by the names")
  private @Nullable String memoryMetric;

  @Option(
      names = "--requests-metric",
      paramLabel = "NAME",
      description = "Prometheus: the counter of requests")
  private @Nullable String requestsMetric;

  /** The options as the readers take them. */
  ReadingOptions reading() throws UsageError {
    Map<Role, String> columns = new EnumMap<>(Role.class);
    put(columns, Role.TIME, timeColumn);
    put(columns, Role.REQUESTS, requestsColumn);
    put(columns, Role.MEMORY, memoryColumn);
    Map<Role, String> metrics = new EnumMap<>(Role.class);
    put(metrics, Role.REQUESTS, requestsMetric);
    put(metrics, Role.MEMORY, memoryMetric);
    return new ReadingOptions(columns, metrics, unitOfMemory(), unitOfTime(), after());
  }

  private static void put(Map<Role, String> names, Role role, @Nullable String name) {
    if (name != null) {
      names.put(role, name);
    }
  }

  private Optional<ByteSize> unitOfMemory() throws UsageError {
    if (memoryUnit == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ByteSize.parse("1 " + memoryUnit));
    } catch (IllegalArgumentException e) {
      throw new UsageError("memory-unit: '" + memoryUnit + "' is none of B, KiB, MiB, GiB", e);
    }
  }

  private Optional<TimeUnit> unitOfTime() throws UsageError {
    if (timeUnit == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(TimeUnit.values())
            .filter(unit -> unit.symbol().equals(timeUnit))
            .findFirst()
            .orElseThrow(
                () -> new UsageError("time-unit: '" + timeUnit + "' is none of s, ms, us, ns")));
  }

  private Optional<After> after() throws UsageError {
    if (memoryAfter == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(After.valueOf(memoryAfter.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "memory-after: '" + memoryAfter + "' is none of forced, major, minor, nothing", e);
    }
  }
}
