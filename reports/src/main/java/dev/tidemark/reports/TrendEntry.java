package dev.tidemark.reports;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** One run on its way into a trend, or a folder that should have held one. */
public sealed interface TrendEntry {
  Path folder();

  /**
   * A run.
   *
   * @param folder the run folder
   * @param run its name
   * @param commit of the working directory at the time
   */
  record Judged(
      Path folder, String run, Instant startedAt, Optional<String> commit, VerdictSummary verdict)
      implements TrendEntry {}

  /**
   * A folder that could not be read.
   *
   * @param reason one line
   */
  record Unreadable(Path folder, String reason) implements TrendEntry {}
}
