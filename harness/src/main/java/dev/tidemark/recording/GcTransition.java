package dev.tidemark.recording;

/**
 * The heap before and after a collection, as logs write it: {@code 24M->5M(64M)}, {@code
 * 24M(38%)->10M(16%)}, {@code 24.0M(64.0M)->5.2M(64.0M)}.
 */
final class GcTransition {
  static final String ARROW = "->";

  private double before;
  private double after;

  /** Reads the figures around an arrow; returns whether there are any. */
  boolean read(String line, int arrow) {
    int end = arrow;
    if (end > 0 && line.charAt(end - 1) == ')') {
      end = line.lastIndexOf('(', end);
    }
    int begin = end;
    while (begin > 0 && isOfSize(line.charAt(begin - 1))) {
      begin--;
    }
    int from = arrow + ARROW.length();
    int to = from;
    while (to < line.length() && isOfSize(line.charAt(to))) {
      to++;
    }
    if (end < 0 || begin == end || to == from) {
      return false;
    }
    before = bytes(line, begin, end);
    after = bytes(line, from, to);
    return before >= 0 && after >= 0;
  }

  private static boolean isOfSize(char c) {
    return (c >= '0' && c <= '9') || c == '.' || isUnit(c);
  }

  private static boolean isUnit(char c) {
    return c == 'B' || c == 'K' || c == 'M' || c == 'G' || c == 'T';
  }

  /** The bytes of a size; negative where it is none, as a count of regions is. */
  static double bytes(String text, int from, int to) {
    if (to - from < 2 || to - from > 18) {
      return -1;
    }
    char unit = text.charAt(to - 1);
    if (!isUnit(unit)) {
      return -1;
    }
    double value = 0;
    double place = 0;
    for (int i = from; i < to - 1; i++) {
      char c = text.charAt(i);
      if (c == '.' && place == 0) {
        place = 1;
      } else if (c >= '0' && c <= '9') {
        value = 10 * value + c - '0';
        place *= 10;
      } else {
        return -1;
      }
    }
    double scale = Math.scalb(1.0, 10 * "BKMGT".indexOf(unit));
    return value * scale / (place == 0 ? 1 : place);
  }

  double before() {
    return before;
  }

  double after() {
    return after;
  }
}
