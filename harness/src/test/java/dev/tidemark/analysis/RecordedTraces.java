package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verdicts on labelled traces: {@code FOLDER ANSWERS.csv}; prints a line for each. */
final class RecordedTraces {
  static final ByteSize SENSITIVITY = new ByteSize(100);

  private RecordedTraces() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    List<String> answers = new ArrayList<>(List.of("file,verdict,slope,lo,hi"));
    for (LabelledTrace trace : LabelledTrace.in(Path.of(args[0]))) {
      TargetVerdict verdict = judge(trace);
      answers.add(answer(trace, verdict));
      out.printf(
          Locale.ROOT,
          "%s %-8s %-12s %7.1f %s | %s | %s%n",
          verdict.verdict().name().equals(trace.truth()) ? "ok" : "--",
          trace.truth(),
          verdict.verdict().name(),
          trace.bytesPerRequest(),
          trace.name(),
          trace.notes(),
          verdict.verdict().reason());
    }
    Files.write(Path.of(args[1]), answers);
  }

  static TargetVerdict judge(LabelledTrace trace) throws IOException {
    return new RecordingAnalyst(SENSITIVITY, new ByteSize(0), Optional.empty())
        .judge(trace.recording());
  }

  /** One row for the scoring: file, verdict, slope and its interval. */
  static String answer(LabelledTrace trace, TargetVerdict verdict) {
    String name = trace.name() + "," + verdict.verdict().name();
    return verdict
        .primary()
        .flatMap(SeriesVerdict::slope)
        .map(
            slope -> {
              ConfidenceInterval interval = slope.interval();
              return String.format(
                  Locale.ROOT,
                  "%s,%.3f,%.3f,%.3f",
                  name,
                  slope.perRequest(),
                  interval.low(),
                  interval.high());
            })
        .orElse(name + ",0,-1e9,1e9");
  }
}
