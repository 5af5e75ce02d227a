package dev.tidemark.recording;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * A moment as ISO 8601 writes it, read without garbage: {@code 2026-03-01T02:00:00.123+0100}. A
 * blank or a slash may stand where ISO has a T or a hyphen; without a zone it is UTC.
 */
final class Moment {
  private final CharSequence text;
  private int at;
  private final int end;

  private Moment(CharSequence text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
  }

  /** Seconds since 1970; empty where the text is no moment. */
  static OptionalDouble seconds(CharSequence text, int from, int to) {
    Moment moment = new Moment(text, from, to);
    try {
      return OptionalDouble.of(moment.read());
    } catch (DateTimeException e) {
      return OptionalDouble.empty();
    }
  }

  private double read() {
    int year = digits(4);
    char hyphen = one("-/");
    int month = digits(2);
    one(String.valueOf(hyphen));
    double days = LocalDate.of(year, month, digits(2)).toEpochDay();
    if (at == end) {
      return days * 86_400;
    }
    one("T ");
    double seconds = digits(2) * 3600.0;
    one(":");
    seconds += digits(2) * 60.0;
    if (at < end && text.charAt(at) == ':') {
      at++;
      seconds += digits(2) + fraction();
    }
    return days * 86_400 + seconds - offset();
  }

  private double fraction() {
    if (at == end || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
      return 0;
    }
    at++;
    double value = 0;
    double place = 0.1;
    while (at < end && isDigit(text.charAt(at))) {
      value += place * (text.charAt(at++) - '0');
      place /= 10;
    }
    return value;
  }

  private double offset() {
    if (at < end && text.charAt(at) == ' ') {
      at++;
    }
    if (at == end) {
      return 0;
    }
    char sign = one("Z+-");
    if (sign == 'Z') {
      mustEnd();
      return 0;
    }
    double seconds = digits(2) * 3600.0;
    if (at < end && text.charAt(at) == ':') {
      at++;
    }
    if (at < end) {
      seconds += digits(2) * 60.0;
    }
    mustEnd();
    return sign == '-' ? -seconds : seconds;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at == end || !isDigit(text.charAt(at))) {
        throw new DateTimeException("a digit is missing");
      }
      value = 10 * value + text.charAt(at++) - '0';
    }
    return value;
  }

  private char one(String of) {
    if (at == end || of.indexOf(text.charAt(at)) < 0) {
      throw new DateTimeException("one of " + of + " is missing");
    }
    return text.charAt(at++);
  }

  private void mustEnd() {
    if (at != end) {
      throw new DateTimeException("something follows");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
