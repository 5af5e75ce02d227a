package dev.tidemark.traffic;

import dev.tidemark.config.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with variables in it, such as {@code #{prompt}}, taken apart once. */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("#\\{(\\w+)}");

  /** What may stand in a template. */
  public enum Variable {
    INDEX("index"),
    KEY("key"),
    PROMPT("prompt"),
    MAX_TOKENS("maxTokens"),
    STREAM("stream");

    private final String word;

    Variable(String word) {
      this.word = word;
    }

    static Optional<Variable> named(String word) {
      for (Variable one : values()) {
        if (one.word.equals(word)) {
          return Optional.of(one);
        }
      }
      return Optional.empty();
    }
  }

  /** Gives a variable its value for one request. */
  @FunctionalInterface
  public interface Values {
    String of(Variable variable);
  }

  private final List<String> texts;
  private final List<Variable> variables;

  private Template(List<String> texts, List<Variable> variables) {
    this.texts = texts;
    this.variables = variables;
  }

  /**
   * Takes a text apart.
   *
   * @param option that holds the text, for what is said of a mistake
   * @throws ConfigurationException naming a variable that is not known
   */
  public static Template of(String text, String option) {
    List<String> texts = new ArrayList<>();
    List<Variable> variables = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int end = 0;
    while (place.find()) {
      String word = place.group(1);
      variables.add(
          Variable.named(word)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          option
                              + ": #{"
                              + word
                              + "} is not known; there are index, key, prompt, maxTokens, stream")));
      texts.add(text.substring(end, place.start()));
      end = place.end();
    }
    texts.add(text.substring(end));
    return new Template(texts, variables);
  }

  /** The text with all values in place. */
  public String filled(Values values) {
    if (variables.isEmpty()) {
      return texts.get(0);
    }
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < variables.size(); i++) {
      filled.append(texts.get(i)).append(values.of(variables.get(i)));
    }
    return filled.append(texts.get(variables.size())).toString();
  }
}
