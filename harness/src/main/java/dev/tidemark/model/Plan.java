package dev.tidemark.model;

import java.time.Duration;
import java.util.List;

/**
 * What was asked of a run.
 *
 * @param sensitivity the growth per request that must not be missed
 * @param budget the longest time that rounds may take, from the first gate on
 * @param concurrency users per arm
 * @param stages by name: how the rounds send, then the stages that were asked to follow them; where
 *     none was, those follow that may settle an open verdict, unless {@link #NO_STAGES} stands here
 */
public record Plan(
    ByteSize sensitivity,
    Allowance allowance,
    Duration budget,
    int concurrency,
    List<String> stages) {
  /** Said instead of a stage: none is to follow the rounds. */
  public static final String NO_STAGES = "none";

  public Plan {
    stages = List.copyOf(stages);
    if (sensitivity.bytes() <= 0) {
      throw new IllegalArgumentException(
          "sensitivity " + sensitivity + " must be positive, such as 100 B");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + " must be at least 1");
    }
    if (budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException("budget " + budget + " must be positive, such as 5m");
    }
  }
}
