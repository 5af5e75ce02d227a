package dev.tidemark.cli;

import dev.tidemark.diagnosis.hprof.HeapDumpUnreadable;
import dev.tidemark.diagnosis.hprof.HeapDumps;
import dev.tidemark.diagnosis.hprof.HeapFindings;
import dev.tidemark.reports.HeapFindingsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What {@code analyze} says of heap dumps of one program, in order of time. */
final class HeapDumpAnalysis {
  private final Surroundings surroundings;

  HeapDumpAnalysis(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  String of(List<Path> inputs, boolean json) throws UsageError {
    HeapDumps dumps = new HeapDumps();
    for (Path input : inputs) {
      try {
        dumps.read(surroundings.at(input));
      } catch (HeapDumpUnreadable e) {
        throw new UsageError(input + " " + e.complaint(), e);
      } catch (java.nio.file.NoSuchFileException e) {
        throw new UsageError(input + ": there is no such file or folder", e);
      } catch (IOException e) {
        throw new UsageError(input + " cannot be read: " + e.getMessage(), e);
      }
    }
    HeapFindings findings = dumps.findings();
    List<String> names = inputs.stream().map(Path::toString).toList();
    return json ? HeapFindingsJson.of(findings, names) : HeapDumpText.of(findings, names);
  }
}
