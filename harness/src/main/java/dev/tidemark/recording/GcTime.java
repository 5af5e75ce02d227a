package dev.tidemark.recording;

import java.util.OptionalDouble;

/** The time at which a line of a GC log was written: since the start of the JVM, or of day. */
final class GcTime {
  private OptionalDouble uptime = OptionalDouble.empty();
  private OptionalDouble wall = OptionalDouble.empty();

  void clear() {
    uptime = OptionalDouble.empty();
    wall = OptionalDouble.empty();
  }

  void take(GcTime other) {
    uptime = other.uptime;
    wall = other.wall;
  }

  /**
   * Takes a decoration that may tell time: {@code 0.123s}, {@code 123ms}, {@code 123ns}, a date.
   */
  void decoration(String line, int from, int to) {
    if (from == to || line.charAt(from) < '0' || line.charAt(from) > '9') {
      return;
    }
    if (line.charAt(to - 1) != 's') {
      OptionalDouble moment = Moment.seconds(line, from, to);
      wall = moment.isPresent() ? moment : wall;
      return;
    }
    char before = to - from > 1 ? line.charAt(to - 2) : 's';
    double scale = before == 'm' ? 1e-3 : before == 'n' ? 1e-9 : 1;
    OptionalDouble number = number(line, from, scale == 1 ? to - 1 : to - 2);
    if (number.isEmpty()) {
      return;
    }
    double seconds = number.getAsDouble() * scale;
    // times of day in milliseconds look like uptimes; no JVM is up for 30 years
    if (seconds > 1e9) {
      wall = OptionalDouble.of(seconds);
    } else {
      uptime = OptionalDouble.of(seconds);
    }
  }

  /** Takes what stands before the bracket of a line of JDK 8: {@code [date: ]uptime: }. */
  void prefix(String line, int to) {
    clear();
    int end = to;
    while (end > 1 && line.charAt(end - 1) == ' ' && line.charAt(end - 2) == ':') {
      int begin = line.lastIndexOf(' ', end - 3) + 1;
      OptionalDouble number = number(line, begin, end - 2);
      if (number.isPresent()) {
        uptime = number;
      } else {
        wall = Moment.seconds(line, begin, end - 2);
      }
      end = begin;
    }
  }

  private static OptionalDouble number(String line, int from, int to) {
    if (from >= to || to - from > 20) {
      return OptionalDouble.empty();
    }
    double value = 0;
    double place = 0;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if ((c == '.' || c == ',') && place == 0) {
        place = 1;
      } else if (c >= '0' && c <= '9') {
        value = 10 * value + c - '0';
        place *= 10;
      } else {
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(place == 0 ? value : value / place);
  }

  OptionalDouble uptime() {
    return uptime;
  }

  OptionalDouble wall() {
    return wall;
  }
}
