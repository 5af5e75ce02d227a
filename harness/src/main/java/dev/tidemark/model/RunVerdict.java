package dev.tidemark.model;

import java.util.List;

/**
 * The verdict on a run.
 *
 * @param gate {@code pass}, {@code warn} or {@code fail}
 * @param exit the exit code of the command: 0 pass, 1 gate failed, 3 inconclusive, 4 could not be
 *     carried out
 */
public record RunVerdict(
    Verdict.Kind verdict, Gate gate, int exit, String reason, List<TargetVerdict> targets) {
  public static final int SCHEMA = 1;

  /** What a release may do. */
  public enum Gate {
    PASS,
    WARN,
    FAIL
  }

  public RunVerdict {
    targets = List.copyOf(targets);
  }
}
