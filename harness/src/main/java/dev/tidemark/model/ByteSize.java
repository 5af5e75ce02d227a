package dev.tidemark.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory.
 *
 * @param bytes the amount, in bytes; may be negative for a difference
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern FORM =
      Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*([kmgt]?i?b?)\\s*", Pattern.CASE_INSENSITIVE);
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  /**
   * Reads {@code 100 B}, {@code 16 MiB}, {@code 128m} or {@code 4096}. As in the JVM's own flags
   * every prefix is binary: {@code 1 KB} is 1,024 bytes.
   *
   * @throws IllegalArgumentException if the text is not a size; the message says which forms are
   */
  public static ByteSize parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a size; write a number and a unit, such as 100 B, 64 KiB or 16 MiB");
    }
    String unit = form.group(2).toLowerCase(Locale.ROOT);
    int power = unit.isEmpty() ? 0 : Math.max(0, "bkmgt".indexOf(unit.charAt(0)));
    double bytes = Double.parseDouble(form.group(1)) * Math.pow(1024, power);
    if (Math.abs(bytes) > Long.MAX_VALUE / 2.0) {
      throw new IllegalArgumentException("'" + text + "' is larger than any memory");
    }
    return new ByteSize(Math.round(bytes));
  }

  public static ByteSize ofMebibytes(long mebibytes) {
    return new ByteSize(Math.multiplyExact(mebibytes, 1L << 20));
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** Prints three significant digits in a binary unit, the same in every locale. */
  @Override
  public String toString() {
    return format((double) bytes);
  }

  /** Prints a possibly fractional number of bytes as {@link #toString()} does. */
  public static String format(double bytes) {
    double value = Math.abs(bytes);
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    int decimals =
        unit == 0 && value == Math.rint(value) ? 0 : value < 10 ? 2 : value < 100 ? 1 : 0;
    String number = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return (bytes < 0 && value > 0 ? "-" : "") + number + " " + UNITS[unit];
  }
}
