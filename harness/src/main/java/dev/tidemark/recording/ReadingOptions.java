package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording.After;
import java.util.Map;
import java.util.Optional;

/**
 * How a file is to be read, where it does not tell by itself.
 *
 * @param columns of a CSV file, by name
 * @param metrics of a Prometheus query, by name; time is no metric
 * @param memoryUnit how much one counts in the column of memory
 * @param timeUnit what one counts in the column of time
 * @param memoryAfter what the readings of memory follow
 */
public record ReadingOptions(
    Map<Role, String> columns,
    Map<Role, String> metrics,
    Optional<ByteSize> memoryUnit,
    Optional<TimeUnit> timeUnit,
    Optional<After> memoryAfter) {
  public static final ReadingOptions NONE =
      new ReadingOptions(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public ReadingOptions {
    columns = Map.copyOf(columns);
    metrics = Map.copyOf(metrics);
  }

  /** What a column or a metric tells. */
  public enum Role {
    TIME,
    REQUESTS,
    MEMORY
  }

  Optional<String> column(Role role) {
    return Optional.ofNullable(columns.get(role));
  }

  Optional<String> metric(Role role) {
    return Optional.ofNullable(metrics.get(role));
  }
}
