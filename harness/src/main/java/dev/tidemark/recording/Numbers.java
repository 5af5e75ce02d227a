package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;

/** Reads numbers out of text, fast where they are plain, and sizes such as {@code 12.5 MiB}. */
final class Numbers {
  private static final int EXACT_DIGITS = 15;
  private static final String[] GAPS = {"nan", "null", "na", "n/a", "none", "-", "inf", "+inf"};

  private final boolean decimalComma;
  private double value;
  private boolean sized;

  /**
   * @param decimalComma whether {@code 1,5} is one and a half
   */
  Numbers(boolean decimalComma) {
    this.decimalComma = decimalComma;
  }

  /** What a text holds. */
  enum Kind {
    NUMBER,
    /** Nothing, or one of the usual words for it. */
    GAP,
    GARBAGE
  }

  Kind read(CsvRow row, int cell) {
    return read(row.line(), row.from(cell), row.to(cell));
  }

  Kind readSize(CsvRow row, int cell) {
    return readSize(row.line(), row.from(cell), row.to(cell));
  }

  /** Reads a number; {@link #value} is valid when it is one. */
  Kind read(String text, int from, int to) {
    sized = false;
    if (from == to) {
      return Kind.GAP;
    }
    int digits = to - from;
    long plain = 0;
    if (digits <= EXACT_DIGITS) {
      int at = from;
      while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        plain = 10 * plain + text.charAt(at++) - '0';
      }
      if (at == to) {
        value = plain;
        return Kind.NUMBER;
      }
    }
    return slowly(text.substring(from, to));
  }

  private Kind slowly(String cell) {
    String text = decimalComma && cell.indexOf('.') < 0 ? cell.replace(',', '.') : cell;
    for (String gap : GAPS) {
      if (text.equalsIgnoreCase(gap)) {
        return Kind.GAP;
      }
    }
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Kind.GARBAGE;
    }
    char last = text.charAt(text.length() - 1);
    if (Character.isLetter(last)) {
      // Java reads 1f and 1d as numbers; nobody else does
      return Double.isFinite(value) ? Kind.GARBAGE : Kind.GAP;
    }
    return Double.isFinite(value) ? Kind.NUMBER : Kind.GAP;
  }

  /** Reads a number, or one with a unit of memory after it. */
  Kind readSize(String text, int from, int to) {
    Kind kind = read(text, from, to);
    if (kind != Kind.GARBAGE) {
      return kind;
    }
    try {
      String cell = text.substring(from, to);
      String size = decimalComma ? cell.replace(',', '.') : cell;
      value = ByteSize.parse(size.replaceAll("(?i)bytes?$", "B")).bytes();
      sized = true;
      return Kind.NUMBER;
    } catch (IllegalArgumentException e) {
      return Kind.GARBAGE;
    }
  }

  double value() {
    return value;
  }

  /** Whether the last size brought its unit. */
  boolean sized() {
    return sized;
  }
}
