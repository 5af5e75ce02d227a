package dev.tidemark.experiment;

import java.util.ArrayList;
import java.util.List;

/** Splits a command into words as a shell does, without anything else that a shell does. */
final class CommandLine {
  private CommandLine() {}

  /**
   * The words; single and double quotes hold blanks together, a backslash takes the meaning of the
   * next character away.
   *
   * @throws RunImpossible if there is no word, or a quote has no end
   */
  static List<String> words(String line) throws RunImpossible {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        begun = true;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        begun = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new RunImpossible("launch: a quote has no end; close it");
    }
    if (begun) {
      words.add(word.toString());
    }
    if (words.isEmpty()) {
      throw new RunImpossible("launch: there is no command; write java -jar app.jar");
    }
    return words;
  }
}
