package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The judgement of labelled recordings, where the folder that {@code -Dtidemark.traces} names is
 * there; writes {@code target/answers.csv}.
 */
class RecordedTracesTest {
  @Test
  void boundedTargetsAreNoLeaksAndLeaksAreNoPlateaus() throws IOException {
    String folder = System.getProperty("tidemark.traces", "");
    assumeTrue(
        !folder.isEmpty(), "recorded traces are judged only with -Dtidemark.traces=<folder>");
    List<String> answers = new ArrayList<>(List.of("file,verdict,slope,lo,hi"));
    List<String> falseAlarms = new ArrayList<>();
    List<String> misses = new ArrayList<>();
    for (LabelledTrace trace : LabelledTrace.in(Path.of(folder))) {
      TargetVerdict judged = RecordedTraces.judge(trace);
      answers.add(RecordedTraces.answer(trace, judged));
      Verdict.Kind kind = judged.verdict().kind();
      if (kind == Verdict.Kind.LEAK && trace.truth().equals("PLATEAU")) {
        falseAlarms.add(trace.name());
      }
      if (kind == Verdict.Kind.PLATEAU
          && trace.truth().equals("LEAK")
          && trace.bytesPerRequest() >= RecordedTraces.SENSITIVITY.bytes()) {
        misses.add(trace.name());
      }
    }
    Files.write(Path.of("target", "answers.csv"), answers);
    assertThat(falseAlarms).isEmpty();
    assertThat(misses).isEmpty();
  }
}
