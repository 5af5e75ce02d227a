package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.model.Death;
import dev.tidemark.model.Range;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaking targets that are driven on after their verdict. */
final class LetItDieTest {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "cache-allowance", "4 MiB",
          "budget", "2m",
          "let-it-die", "true",
          "request.body", LetItDieProofTest.BODY);

  @TempDir private Path folder;

  /** Where the target ends itself, and where it lives on and fails requests. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError"})
  void theTargetDiesInsideTheProjection(String flag) throws Exception {
    try (Targets targets = new Targets()) {
      TargetProcess leaky = targets.proxy(List.of("-Xmx96m", flag), "--mode", "leaky");
      try (DirectRun run = DirectRun.start(folder, OPTIONS, Targets.arm("leaky", leaky))) {
        Conclusion end = run.end(Duration.ofMinutes(3));
        TargetVerdict verdict = DirectRun.of(end, "leaky");
        assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
        Range predicted = verdict.requestsToLimit().orElseThrow();
        Death death = verdict.sizing().death().orElseThrow();
        assertThat(death).isInstanceOf(Death.Died.class);
        assertThat((double) death.requests()).isBetween(predicted.low(), predicted.high());
        assertThat(predicted.high() - predicted.low()).isLessThan(0.25 * predicted.low());

        RunVerdict again =
            new RunAnalysis(false).judge(LedgerReader.read(end.folder().orElseThrow()));
        assertThat(again.targets().get(0).sizing()).isEqualTo(verdict.sizing());
        assertThat(again.targets().get(0).requestsToLimit()).contains(predicted);
      }
    }
  }
}
