package dev.tidemark.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something is asked for.
 *
 * @param perSecond requests in a second, above 0
 */
public record RequestRate(double perSecond) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(?:/\\s*(s|min|h|d))?\\s*");

  public RequestRate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "rate " + perSecond + " must be positive, such as 200/s or 15/min");
    }
  }

  /**
   * Reads {@code 200/s}, {@code 15/min}, {@code 900/h}, {@code 5000/d} or {@code 200}, which is per
   * second.
   *
   * @throws IllegalArgumentException if the text is not a rate; the message says which forms are
   */
  public static RequestRate parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a rate; write requests and a time, such as 200/s or 15/min");
    }
    double seconds =
        switch (form.group(2) == null ? "s" : form.group(2)) {
          case "min" -> 60;
          case "h" -> 3_600;
          case "d" -> 86_400;
          default -> 1;
        };
    return new RequestRate(Double.parseDouble(form.group(1)) / seconds);
  }
}
