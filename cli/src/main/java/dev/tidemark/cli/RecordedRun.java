package dev.tidemark.cli;

import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Limit;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A run folder that was read back and judged again, whether its run ended well or was killed. */
record RecordedRun(RunFolder folder, RunRecord record, RunVerdict verdict) {
  static RecordedRun read(Path path, JudgeOptions options) throws UsageError {
    RunFolder folder = new RunFolder(path);
    if (!Files.isDirectory(path)) {
      throw new UsageError(path + " is no folder; name one that 'tidemark run' made");
    }
    try {
      RunRecord record = asked(LedgerReader.read(folder), options);
      return new RecordedRun(folder, record, new RunAnalysis(options.strict()).judge(record));
    } catch (IOException e) {
      throw new UsageError(String.valueOf(e.getMessage()), e);
    }
  }

  private static RunRecord asked(RunRecord record, JudgeOptions options) {
    RunManifest was = record.manifest();
    List<TargetIdentity> targets =
        was.targets().stream().map(target -> limited(target, options.limit())).toList();
    RunManifest manifest =
        new RunManifest(
            was.schema(),
            was.run(),
            was.startedAt(),
            was.version(),
            was.commit(),
            was.simulation(),
            was.seed(),
            options.over(was.plan()),
            targets);
    return new RunRecord(
        manifest,
        record.ticks(),
        record.events(),
        record.latency(),
        record.intervals(),
        record.defects());
  }

  private static TargetIdentity limited(TargetIdentity target, Optional<Limit> limit) {
    return new TargetIdentity(
        target.name(),
        target.url(),
        target.pid(),
        target.runtime(),
        target.flags(),
        target.startedAt(),
        limit.or(target::limit),
        target.expected());
  }
}
