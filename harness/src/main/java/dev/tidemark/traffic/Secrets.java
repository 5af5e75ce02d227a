package dev.tidemark.traffic;

import dev.tidemark.config.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${NAME}} in headers from the environment. */
public final class Secrets {
  private static final Pattern SECRET = Pattern.compile("\\$\\{(\\w+)}");

  private Secrets() {}

  /**
   * The headers with all secrets in place; never to be logged.
   *
   * @param option that holds the headers, for what is said of a mistake
   * @throws ConfigurationException naming the variable that is not set
   */
  public static Map<String, String> filled(
      Map<String, String> headers, Map<String, String> environment, String option) {
    Map<String, String> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, filled(name, value, environment, option)));
    return Map.copyOf(all);
  }

  private static String filled(
      String name, String value, Map<String, String> environment, String option) {
    Matcher secret = SECRET.matcher(value);
    StringBuilder filled = new StringBuilder();
    while (secret.find()) {
      String found = environment.get(secret.group(1));
      if (found == null) {
        throw new ConfigurationException(
            option
                + ": "
                + name
                + " needs the environment variable "
                + secret.group(1)
                + ", which is not set");
      }
      secret.appendReplacement(filled, Matcher.quoteReplacement(found));
    }
    return secret.appendTail(filled).toString();
  }
}
