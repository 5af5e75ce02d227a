package dev.tidemark.targets.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.targets.catalogue.Truth;
import dev.tidemark.targets.catalogue.TruthFile;
import dev.tidemark.targets.program.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SurveyTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;

  private static Truth truth(String name) {
    return TruthFile.read().cases().stream()
        .filter(truth -> truth.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static RunLine line(String name, String verdict, double slope, String... suspects) {
    List<JsonNode> nodes = new ArrayList<>();
    for (String suspect : suspects) {
      nodes.add(MAPPER.createObjectNode().put("name", suspect));
    }
    double each = truth(name).leak() ? truth(name).each() : 0;
    String at = "2026-11-21T11:00:00Z";
    return new RunLine(
        name,
        "17 G1",
        at,
        "abc1234",
        verdict,
        "a series",
        slope,
        each,
        12_345,
        61,
        nodes,
        "as \"it\" is");
  }

  @ParameterizedTest
  @CsvSource({
    "16b, LEAK, RIGHT",
    "16b, CRASHED, RIGHT",
    "16b, GROWING, WARNED",
    "16b, INCONCLUSIVE, UNDECIDED",
    "16b, PLATEAU, MISSED",
    "16b, FILLING, MISSED",
    "16b, NONE, NO_VERDICT",
    "none, LEAK, FALSE_LEAK",
    "none, CRASHED, FALSE_LEAK",
    "none, PLATEAU, RIGHT",
    "none, FILLING, RIGHT",
    "none, GROWING, WARNED"
  })
  void aVerdictIsSetBesideTheTruth(String name, String verdict, Outcome expected) {
    assertThat(Outcome.of(truth(name), verdict)).isEqualTo(expected);
  }

  @Test
  void theLogGivesBackTheLastRunOfEachCaseAndPassesOverWhatIsTorn() throws IOException {
    SurveyLog log = new SurveyLog(folder.resolve("sub").resolve("log.jsonl"));
    RunLine last = line("16b", "LEAK", 16.2, "java.util.Map", "a.SixteenBytes");
    log.add(line("16b", "GROWING", 15));
    log.add(line("none", "PLATEAU", Double.NaN));
    log.add(last);
    Files.writeString(
        folder.resolve("sub/log.jsonl"), "{\"case\": \"16", StandardOpenOption.APPEND);

    assertThat(log.last()).containsExactly(last, line("none", "PLATEAU", Double.NaN));
    assertThat(last.rank(List.of("nothing", "sixteenBytes"))).isEqualTo(2);
    assertThat(last.rank(List.of("nothing"))).isZero();
  }

  @Test
  void theTableCountsWhatIsRightAndNamesWhatIsNot() {
    String table =
        SurveyTable.markdown(
            TruthFile.read().cases(),
            List.of(
                line("none", "LEAK", 1_234.6),
                line("fd", "LEAK", 1.05, "sun.nio.ch.FileChannelImpl"),
                line("thread", "PLATEAU", 0.2),
                line("random-size", "LEAK", 30_000, "byte[]"),
                line("16b", "GROWING", 30, "int[]", "char[]", "long[]", "a.SixteenBytes")));

    assertThat(table)
        .contains("## JDK 17 G1")
        .contains("Measured at abc1234.")
        .contains(
            "5 cases, 4 of them leaks: 2 right, 1 warned of, 0 undecided, 1 leaks missed, 1 false LEAK")
        .contains("first suspect of 1 and among the first three of 1 (the class that grows, in 2)")
        .contains("within 10% or 20 B of the truth in 2.")
        .contains(
            "| `none` | keeps nothing | LEAK | **false LEAK** | 1,235 |  |  |  | 12,345 | 61 s |")
        .contains(
            "| `fd` | opens a file a request and never closes it | LEAK | right | 1.05 | 1.00 |"
                + " `FileChannelImpl` | no. 1 | 12,345 | 61 s |")
        .contains("| PLATEAU | **missed** | 0.20 | 1.00 |  | not named |")
        .contains("| 30 | 16 | `int[]`, `char[]`, `long[]` | no. 4 |")
        .contains("- `random-size`: culprit not named. as \"it\" is")
        .contains("- `thread`: **missed**. as")
        .doesNotContain("- `fd`");
  }

  @Test
  void aSlopeIsTakenPerEventWhereTheVerdictTellsItApart() throws IOException {
    JsonNode series =
        MAPPER.readTree(
            "{\"slope\":{\"perRequest\":600.0},\"byMode\":{\"failed\":{\"perRequest\":2070.0}}}");
    JsonNode stats = MAPPER.readTree("{\"requestsServed\":1000,\"failed\":300,\"refused\":0}");
    Truth errors = truth("errors-only");

    assertThat(Speaking.slope(errors, series)).isEqualTo(2_070);
    assertThat(Speaking.truth(errors, series, stats)).isEqualTo(errors.each());
    JsonNode plain = MAPPER.readTree("{\"slope\":{\"perRequest\":600.0},\"byMode\":{}}");
    assertThat(Speaking.slope(errors, plain)).isEqualTo(600);
    assertThat(Speaking.truth(errors, plain, stats)).isEqualTo(0.3 * errors.each());
    assertThat(Speaking.truth(truth("none"), plain, stats)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--colour red, unknown option '--colour'",
    "--cases, '--cases' needs a value",
    "--cases (, --cases is no regular expression",
    "--gc CMS, --gc must be one of",
    "--parallel 0, --parallel must be a whole number"
  })
  void aWrongOptionIsOneLine(String options, String complaint) {
    assertThatThrownBy(() -> SurveyOptions.parse(folder, options.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(complaint);
  }
}
