package dev.tidemark.experiment;

import dev.tidemark.ledger.RunFolder;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.RunVerdict;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param folder absent when the run could not begin
 * @param record absent when the run could not begin
 */
public record Conclusion(
    Optional<RunFolder> folder, Optional<RunRecord> record, RunVerdict verdict) {}
