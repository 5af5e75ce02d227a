package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The case study under several collectors; {@code scripts/proof-collectors} runs it. */
@EnabledIfSystemProperty(named = "tidemark.proof", matches = "collectors")
final class CollectorsProofTest {
  @TempDir private Path folder;

  static Stream<String> collectors() {
    return Stream.of(System.getProperty("tidemark.proof.collectors", "G1").split(",", -1));
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void leakyLeaksAndFixedDoesNot(String collector) throws Exception {
    List<String> jvm = List.of("-Xmx128m", "-XX:+Use" + collector + "GC");
    try (Targets targets = new Targets()) {
      TargetProcess leaky = targets.proxy(jvm, "--mode", "leaky");
      TargetProcess fixed = targets.proxy(jvm, "--mode", "fixed");
      Map<String, String> settings = Map.of("cache-allowance", "4 MiB", "budget", "5m");
      try (DirectRun run =
          DirectRun.start(
              folder, settings, Targets.arm("leaky", leaky), Targets.arm("fixed", fixed))) {
        Conclusion end = run.end(Duration.ofMinutes(6));
        String where = "JDK " + Runtime.version().feature() + " " + collector;
        for (String arm : List.of("leaky", "fixed")) {
          Figures.publish(Figures.row(where + " | " + arm, DirectRun.of(end, arm)));
        }
        TargetVerdict flat = DirectRun.of(end, "fixed");
        assertThat(DirectRun.of(end, "leaky").verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
        assertThat(flat.verdict().kind())
            .as("%s", flat.verdict())
            .isNotIn(Verdict.Kind.LEAK, Verdict.Kind.CRASHED);
      }
    }
  }
}
