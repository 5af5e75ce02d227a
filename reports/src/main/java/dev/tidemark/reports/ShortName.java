package dev.tidemark.reports;

/** A long name, shortened in its middle: the package's beginning and the class stay readable. */
final class ShortName {
  private ShortName() {}

  /** {@code name} in at most {@code width} characters; {@code width} is at least 3. */
  static String fit(String name, int width) {
    if (name.length() <= width) {
      return name;
    }
    int lastDot = name.lastIndexOf('.');
    String simple = name.substring(lastDot + 1);
    if (lastDot > 0 && simple.length() + 3 <= width) {
      int head = width - simple.length() - 2;
      return name.substring(0, head) + "…" + name.substring(lastDot);
    }
    int head = (width - 1) / 2;
    return name.substring(0, head) + "…" + name.substring(name.length() - (width - 1 - head));
  }
}
