package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows of a simulation is what was run. */
final class DocumentedSnippetsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "simulations"))
          .toAbsolutePath()
          .resolve("..")
          .normalize();

  private static final Pattern DIFF =
      Pattern.compile(
          "^```diff\\n\\+\\+\\+ (\\S+)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  /**
   * One example: a file, and what of it is new.
   *
   * @param hunks parts of the file, each with the signs of a diff
   */
  record Snippet(String file, List<String> hunks) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Snippet> all = new ArrayList<>();
    Matcher found = DIFF.matcher(Files.readString(ROOT.resolve("docs/your-simulation.md")));
    while (found.find()) {
      List<String> hunks =
          Arrays.stream(found.group(2).split("(?m)^@@\\n", -1))
              .filter(hunk -> !hunk.isBlank())
              .toList();
      all.add(new Snippet(found.group(1), hunks));
    }
    assertThat(all).hasSize(6);
    return all;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void anExampleStandsInTheFileThatIsRunAndAddsThreeLines(Snippet snippet) throws IOException {
    String file = Files.readString(ROOT.resolve(snippet.file()));
    for (String hunk : snippet.hunks()) {
      StringBuilder now = new StringBuilder();
      hunk.lines()
          .filter(line -> !line.startsWith("-"))
          .forEach(line -> now.append(line.isEmpty() ? "" : line.substring(1)).append('\n'));
      assertThat("\n" + file).contains("\n" + now);
    }
    String all = String.join("", snippet.hunks());
    assertThat(all.lines().filter(line -> line.startsWith("+"))).hasSize(3);
    assertThat(file.lines().filter(line -> line.contains("gate.") || line.contains("MemoryGate.")))
        .as("lines of the file that know the gate")
        .hasSize(3);
  }
}
