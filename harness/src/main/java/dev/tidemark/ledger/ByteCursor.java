package dev.tidemark.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * A place in a line of bytes that moves over what is expected there. Each method says whether it
 * was there; what was read can be asked for after that. What is not of the plainest form (escapes,
 * characters beyond ASCII, whole numbers of more than 18 digits) counts as not there, and is left
 * to a parser that knows all of JSON.
 */
final class ByteCursor {
  private static final double[] POWERS = new double[23];
  private static final long EXACT = 1L << 53;
  private static final int MOST_DIGITS = 18;
  private static final int NANO_DIGITS = 9;
  private static final int DATE = "2026-11-21".length();

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private final byte[] date = new byte[DATE];
  private long dateSeconds;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private long whole;
  private double real;
  private String word = "";
  private Instant instant = Instant.EPOCH;

  /** Begins with a line. */
  void over(byte[] line, int from, int to) {
    bytes = line;
    at = from;
    end = to;
  }

  int at() {
    return at;
  }

  void backTo(int place) {
    at = place;
  }

  boolean atEnd() {
    return at == end;
  }

  boolean skip(byte[] literal) {
    int next = at + literal.length;
    if (next > end || !Arrays.equals(bytes, at, next, literal, 0, literal.length)) {
      return false;
    }
    at = next;
    return true;
  }

  private boolean skip(char one) {
    if (at < end && bytes[at] == one) {
      at++;
      return true;
    }
    return false;
  }

  /** Text up to its closing quote, which is passed over: {@link #word}. */
  boolean text() {
    for (int i = at; i < end; i++) {
      byte b = bytes[i];
      if (b == '"') {
        word = new String(bytes, at, i - at, StandardCharsets.ISO_8859_1);
        at = i + 1;
        return true;
      }
      if (b < ' ' || b == '\\') {
        return false;
      }
    }
    return false;
  }

  String word() {
    return word;
  }

  /** A whole number: {@link #whole}. */
  boolean integer() {
    boolean negative = skip('-');
    int first = at;
    long value = digits();
    int count = at - first;
    if (count == 0 || count > MOST_DIGITS || (count > 1 && bytes[first] == '0')) {
      return false;
    }
    whole = negative ? -value : value;
    return true;
  }

  long whole() {
    return whole;
  }

  /** A number of any kind: {@link #real}, to the last bit what the JDK makes of it. */
  boolean number() {
    int begin = at;
    boolean negative = skip('-');
    int first = at;
    long digits = digits();
    int count = at - first;
    if (count == 0 || (count > 1 && bytes[first] == '0')) {
      return false;
    }
    int scale = 0;
    if (skip('.')) {
      int dot = at;
      digits = moreDigits(digits);
      scale = at - dot;
      if (scale == 0) {
        return false;
      }
    }
    boolean few = count + scale <= MOST_DIGITS;
    int exponent = 0;
    if (skip('E') || skip('e')) {
      boolean small = skip('-');
      if (!small) {
        skip('+');
      }
      int exponentFirst = at;
      long power = digits();
      if (at == exponentFirst) {
        return false;
      }
      few &= at - exponentFirst <= NANO_DIGITS;
      exponent = few ? (int) (small ? -power : power) : 0;
    }
    exponent -= scale;
    if (few && digits <= EXACT && Math.abs(exponent) < POWERS.length) {
      double size = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
      real = negative ? -size : size;
    } else {
      real = Double.parseDouble(new String(bytes, begin, at - begin, StandardCharsets.US_ASCII));
    }
    return true;
  }

  double real() {
    return real;
  }

  private long digits() {
    return moreDigits(0);
  }

  /** Digits of a longer number; wrong, and not asked for, where there are more than 18. */
  private long moreDigits(long before) {
    long value = before;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + (bytes[at] - '0');
      at++;
    }
    return value;
  }

  /** A moment such as {@code 2026-11-21T10:00:00.5Z}: {@link #instant}. */
  boolean moment() {
    if (end - at < DATE || !knownDate()) {
      return false;
    }
    at += DATE;
    long seconds = dateSeconds;
    if (!skip('T') || !twoDigits(24)) {
      return false;
    }
    seconds += whole * 3600;
    if (!skip(':') || !twoDigits(60)) {
      return false;
    }
    seconds += whole * 60;
    if (!skip(':') || !twoDigits(60)) {
      return false;
    }
    seconds += whole;
    long nanos = 0;
    if (skip('.')) {
      int first = at;
      nanos = digits();
      int count = at - first;
      if (count == 0 || count > NANO_DIGITS) {
        return false;
      }
      for (int i = count; i < NANO_DIGITS; i++) {
        nanos *= 10;
      }
    }
    instant = Instant.ofEpochSecond(seconds, nanos);
    return skip('Z');
  }

  Instant instant() {
    return instant;
  }

  private boolean twoDigits(int below) {
    int first = at;
    whole = digits();
    return at - first == 2 && whole < below;
  }

  /** Rows of one day follow each other, so the day is worked out once. */
  private boolean knownDate() {
    if (Arrays.equals(bytes, at, at + DATE, date, 0, DATE)) {
      return true;
    }
    try {
      String day = new String(bytes, at, DATE, StandardCharsets.ISO_8859_1);
      dateSeconds = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    } catch (DateTimeException e) {
      return false;
    }
    System.arraycopy(bytes, at, date, 0, DATE);
    return true;
  }
}
