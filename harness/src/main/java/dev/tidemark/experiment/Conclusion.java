package dev.tidemark.experiment;

import dev.tidemark.ledger.RunFolder;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param folder absent when the run could not begin
 * @param record absent when the run could not begin
 */
public record Conclusion(
    Optional<RunFolder> folder, Optional<RunRecord> record, RunVerdict verdict) {
  /**
   * Of a run that says nothing of memory.
   *
   * @param exit code of the process
   */
  public static Conclusion withoutVerdict(int exit, String why) {
    return new Conclusion(
        Optional.empty(),
        Optional.empty(),
        new RunVerdict(Verdict.Kind.INCONCLUSIVE, RunVerdict.Gate.FAIL, exit, why, List.of()));
  }
}
