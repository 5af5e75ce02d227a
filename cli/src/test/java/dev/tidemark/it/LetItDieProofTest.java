package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.Death;
import dev.tidemark.model.Range;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The leaky proxy is driven on after its verdict until its first OutOfMemoryError; {@code
 * scripts/proof-let-it-die} runs it.
 */
@EnabledIfSystemProperty(named = "tidemark.proof", matches = "let-it-die")
final class LetItDieProofTest {
  /** Every answer has the same length. */
  static final String BODY = "{\"prompt\":\"#{prompt}\",\"max_tokens\":6000,\"stream\":false}";

  @TempDir private Path folder;

  static Stream<String> jvms() {
    int runs = Integer.getInteger("tidemark.proof.runs", 1);
    List<String> all = new ArrayList<>();
    for (String jvm : System.getProperty("tidemark.proof.jvm", "-Xmx128m").split(",", -1)) {
      for (int i = 0; i < runs; i++) {
        all.add(jvm);
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void theTruthIsComparedWithTheProjection(String flags) throws Exception {
    List<String> jvm = new ArrayList<>(List.of(flags.split(" ", -1)));
    jvm.add("-XX:+ExitOnOutOfMemoryError");
    try (Targets targets = new Targets()) {
      TargetProcess leaky = targets.proxy(jvm, "--mode", "leaky");
      Map<String, String> settings =
          Map.of(
              "cache-allowance", "4 MiB",
              "budget", "2m",
              "let-it-die", "true",
              "request.body", BODY);
      long began = System.nanoTime();
      try (DirectRun run = DirectRun.start(folder, settings, Targets.arm("leaky", leaky))) {
        Conclusion end = run.end(Duration.ofMinutes(3));
        TargetVerdict verdict = DirectRun.of(end, "leaky");
        assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
        assertThat(verdict.sizing().death().orElseThrow()).isInstanceOf(Death.Died.class);
        Figures.publish(row(flags, verdict, (System.nanoTime() - began) / 1e9));
      }
    }
  }

  private static String row(String flags, TargetVerdict verdict, double seconds) {
    Range predicted = verdict.requestsToLimit().orElseThrow();
    Death death = verdict.sizing().death().orElseThrow();
    double middle = (predicted.low() + predicted.high()) / 2;
    boolean inside = predicted.low() <= death.requests() && death.requests() <= predicted.high();
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,.0f .. %,.0f | %.1f%% | %,d | %s | %.1f |",
        flags,
        verdict.requests(),
        predicted.low(),
        predicted.high(),
        100 * (predicted.high() - predicted.low()) / middle,
        death.requests(),
        inside
            ? "inside"
            : String.format(Locale.ROOT, "%+.1f%%", 100 * (death.requests() / middle - 1)),
        seconds);
  }
}
