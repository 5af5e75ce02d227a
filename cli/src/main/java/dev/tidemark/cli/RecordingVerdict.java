package dev.tidemark.cli;

import dev.tidemark.analysis.RecordingAnalyst;
import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.model.Recording;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.recording.Found;
import java.util.ArrayList;
import java.util.List;

/** The verdict on what a file holds. */
final class RecordingVerdict {
  private RecordingVerdict() {}

  static RunVerdict on(Found found, JudgeOptions options) {
    RecordingAnalyst analyst =
        new RecordingAnalyst(options.sensitivity(), options.allowance(), options.limit());
    List<TargetVerdict> targets = new ArrayList<>();
    for (Recording recording : found.recordings()) {
      targets.add(noted(analyst.judge(recording), found.remarks()));
    }
    return new RunAnalysis(options.strict()).of(targets);
  }

  private static TargetVerdict noted(TargetVerdict target, List<String> remarks) {
    if (remarks.isEmpty()) {
      return target;
    }
    List<String> notes = new ArrayList<>(target.notes());
    notes.addAll(remarks);
    return target.withNotes(notes);
  }
}
