package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.model.Range;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictJsonTest {
  private final Path folder;

  VerdictJsonTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theDemonstrationIsWrittenAsPublished() {
    Golden.assertMatches("verdict.json", VerdictJson.toJson(Runs.demo()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG", "fr-FR", "hi-IN-u-nu-deva"})
  void everyLocaleGivesTheSameBytes(String tag) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      Golden.assertMatches("verdict.json", VerdictJson.toJson(Runs.demo()));
      Golden.assertMatches(
          "console.txt", Golden.lines(ConsoleSummary.lines(Runs.demo(), "r.html")));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatIsInfiniteOrUnknownIsNull() throws Exception {
    TargetVerdict endless = withLimit(new Range(500, Double.POSITIVE_INFINITY));
    JsonNode target =
        new ObjectMapper()
            .readTree(VerdictJson.toJson(Runs.of(RunVerdict.Gate.WARN, 0, "slow", endless)))
            .at("/targets/0");
    assertThat(target.at("/requestsToLimit").toString()).isEqualTo("{\"low\":500,\"high\":null}");
    assertThat(target.at("/timeToLimit/low").asText()).isEqualTo("PT8M20S");
    assertThat(target.at("/timeToLimit/high").isNull()).isTrue();
    assertThat(target.at("/safeInFlight").isNull()).isTrue();
    assertThat(target.at("/peakBytes").isNull()).isTrue();
    assertThat(target.has("expected")).isFalse();
  }

  @Test
  void anAnalysedFileIsNamedBeforeTheTargets() {
    assertThat(VerdictJson.toJson(Runs.demo(), "gc.log"))
        .contains("\"reason\": \"leaky leaks", "  \"file\": \"gc.log\",\n  \"targets\": [");
  }

  @Test
  void whatWasWrittenIsReadBack() throws Exception {
    Path file = folder.resolve("verdict.json");
    VerdictJson.write(file, Runs.demo());
    VerdictSummary summary = VerdictJson.read(file);
    assertThat(summary.verdict()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(summary.gate()).isEqualTo(RunVerdict.Gate.PASS);
    assertThat(summary.exit()).isZero();
    assertThat(summary.targets())
        .extracting(VerdictSummary.Target::name)
        .containsExactly("leaky", "fixed");
    VerdictSummary.Target leaky = summary.targets().get(0);
    assertThat(leaky.suspect()).contains("dev.tidemark.targets.proxy.BufferedResponse");
    VerdictSummary.Primary primary = leaky.primary().orElseThrow();
    assertThat(primary.name()).isEqualTo("jvm.memory.live");
    assertThat(primary.slope()).isEqualTo(Runs.leaky().primary().orElseThrow().slope());
    assertThat(primary.sensitivity()).isEqualTo(OptionalDouble.of(100));
  }

  @Test
  void unknownFieldsKindsAndUnitsAreSkipped() throws Exception {
    Path file =
        file(
            """
            {"schema": 9, "verdict": "PLATEAU", "gate": "pass", "new": {"x": [1]}, "targets": [
              {"name": "a", "verdict": "PLATEAU", "series": [
                {"name": "odd", "kind": "FUTURE", "unit": "furlong", "later": true},
                {"name": "threads", "kind": "THREADS", "unit": "{count}", "slope": null}]}]}
            """);
    assertThat(VerdictJson.read(file).targets().get(0).primary().map(VerdictSummary.Primary::name))
        .contains("threads");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "<html>\nnot\njson",
        "{}",
        "{\"verdict\": \"LEAK\"}",
        "{\"verdict\": \"MAYBE\", \"gate\": \"pass\"}",
        "{\"verdict\": 7, \"gate\": \"pass\"}",
        "{\"verdict\": \"LEAK\", \"gate\": \"pass\", \"targets\": [{}]}",
        "{\"verdict\": \"LEAK\", \"gate\": \"pass\", \"targets\": [{\"name\": \"a\", \"verdict\":"
            + " \"LEAK\", \"series\": [{\"name\": \"s\", \"slope\": {\"perRequest\": 1, \"low\": 3,"
            + " \"high\": 2}}]}]}",
      })
  void garbageGivesOneLineThatNamesTheFile(String content) throws Exception {
    Path file = file(content);
    assertThatThrownBy(() -> VerdictJson.read(file))
        .isInstanceOf(UnreadableRun.class)
        .message()
        .startsWith(file.toString())
        .doesNotContain("\n");
  }

  @Test
  void binaryAndMissingFilesAreUnreadableToo() throws Exception {
    Path binary = folder.resolve("binary");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> VerdictJson.read(binary)).isInstanceOf(UnreadableRun.class);
    assertThatThrownBy(() -> VerdictJson.read(folder.resolve("none")))
        .isInstanceOf(UnreadableRun.class)
        .hasMessageEndingWith("there is no such file");
    assertThatThrownBy(() -> VerdictJson.read(folder)).isInstanceOf(UnreadableRun.class);
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("v.json"), content);
  }

  private static TargetVerdict withLimit(Range toLimit) {
    return Runs.bare("endless", new Verdict.Growing("slowly", true))
        .but()
        .requestsPerSecond(1)
        .limit(Optional.of(Runs.LIMIT))
        .requestsToLimit(Optional.of(toLimit))
        .secondsToLimit(Optional.of(toLimit))
        .build();
  }
}
