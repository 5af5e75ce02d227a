package dev.tidemark.cli;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestRate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be asked of a recording after the fact; a run folder knows what it was asked. */
final class JudgeOptions {
  private static final ByteSize SENSITIVITY = new ByteSize(100);

  @Option(
      names = "--sensitivity",
      paramLabel = "SIZE",
      description = "growth per request that must not be missed; default 100 B")
  private @Nullable ByteSize sensitivity;

  @Option(
      names = "--cache-allowance",
      paramLabel = "SIZE",
      description = "growth that may be a cache filling up; default 16 MiB")
  private @Nullable ByteSize cacheAllowance;

  @Option(names = "--limit", paramLabel = "SIZE", description = "the memory limit")
  private @Nullable ByteSize limit;

  @Option(
      names = "--at-rate",
      paramLabel = "N/s",
      description = "tell times at this request rate: 200/s, 15/min")
  private @Nullable RequestRate atRate;

  @Option(names = "--strict", description = "GROWING fails the gate, too")
  private boolean strict;

  boolean strict() {
    return strict;
  }

  Optional<Limit> limit() {
    return Optional.ofNullable(limit).map(size -> new Limit(size, "limit"));
  }

  ByteSize sensitivity() {
    return sensitivity == null ? SENSITIVITY : sensitivity;
  }

  ByteSize allowance() {
    return cacheAllowance == null ? Allowance.DEFAULT.bytes() : cacheAllowance;
  }

  /** The plan of a run with what was asked anew. */
  Plan over(Plan plan) {
    return new Plan(
        sensitivity == null ? plan.sensitivity() : sensitivity,
        cacheAllowance == null ? plan.allowance() : plan.allowance().withBytes(cacheAllowance),
        plan.budget(),
        plan.concurrency(),
        plan.stages(),
        atRate == null ? plan.atRate() : OptionalDouble.of(atRate.perSecond()),
        plan.requests());
  }

  /**
   * Refuses sizes that make no sense.
   *
   * @throws UsageError with one line that says which
   */
  void check() throws UsageError {
    if (sensitivity != null && sensitivity.bytes() < 1) {
      throw new UsageError("sensitivity: " + sensitivity + " must be positive, such as 100 B");
    }
    if (cacheAllowance != null && cacheAllowance.bytes() < 0) {
      throw new UsageError(
          "cache-allowance: " + cacheAllowance + " cannot be negative; 0 allows no growth");
    }
    if (limit != null && limit.bytes() < 1) {
      throw new UsageError("limit: " + limit + " must be positive, such as 128 MiB");
    }
  }
}
