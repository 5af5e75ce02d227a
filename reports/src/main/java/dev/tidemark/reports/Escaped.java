package dev.tidemark.reports;

import com.fasterxml.jackson.databind.JsonNode;

/** Text that came from elsewhere, made harmless for the place where it will stand. */
final class Escaped {
  private Escaped() {}

  /** For HTML text and for attribute values in double quotes. */
  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isForbidden(c) ? '\ufffd' : c);
      }
    }
    return out.toString();
  }

  /** As {@link #html}, for a dotted name, which may be broken behind its dots. */
  static String dotted(String name) {
    return html(name).replace(".", ".<wbr>");
  }

  /**
   * For the inside of a {@code <script type="application/json">}: what could end the element, or a
   * line of JavaScript, is written as an escape sequence.
   */
  static String json(JsonNode tree) {
    StringBuilder out = new StringBuilder();
    String text = tree.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) c));
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** Control characters, and those that turn the direction of the text around them. */
  private static boolean isForbidden(char c) {
    return (c < ' ' && c != '\n' && c != '\t')
        || c == '\u007f'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
