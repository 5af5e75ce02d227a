package dev.tidemark.probe.jvm;

import dev.tidemark.model.ClassCount;
import java.util.HashMap;
import java.util.Map;

/**
 * The live set by class, as {@code GC.class_histogram} prints it.
 *
 * <p>Names lose their module ({@code " (java.base@17)"}) and the address of a hidden class ({@code
 * /0x…}); classes of one name from several loaders are one row. What collectors fill gaps of the
 * heap with, behind a large object for one, is no live object and left out.
 *
 * @param bytes of all classes
 */
record ClassHistogram(long bytes, long instances, Map<String, ClassCount> classes) {
  /** JDK 19 and later; before, gaps cannot be told from objects of the application. */
  private static final String FILLERS = "jdk.internal.vm.Filler";

  /**
   * Reads the printed table.
   *
   * @throws JvmUnavailable if it is not one, or its rows do not add up to its total
   */
  static ClassHistogram parse(String text) throws JvmUnavailable {
    Map<String, ClassCount> classes = new HashMap<>(2048);
    long bytes = 0;
    long instances = 0;
    long fillerBytes = 0;
    long fillers = 0;
    int line = 0;
    while (line < text.length()) {
      int end = text.indexOf('\n', line);
      end = end < 0 ? text.length() : end;
      Cursor cursor = new Cursor(text, line, end);
      if (cursor.skipsRank()) {
        long count = cursor.number();
        long size = cursor.number();
        String name = cursor.name();
        if (count >= 0 && size >= 0 && name.contains(FILLERS)) {
          fillerBytes += size;
          fillers += count;
        } else if (count >= 0 && size >= 0 && !name.isEmpty()) {
          classes.merge(
              name,
              new ClassCount(count, size),
              (a, b) -> new ClassCount(a.instances() + b.instances(), a.bytes() + b.bytes()));
          bytes += size;
          instances += count;
        }
      } else if (text.startsWith("Total", line)) {
        Cursor total = new Cursor(text, line + "Total".length(), end);
        if (total.number() != instances + fillers || total.number() != bytes + fillerBytes) {
          throw JvmUnavailable.because(
              "the class histogram does not add up to its total; it was cut short or garbled");
        }
        return new ClassHistogram(bytes, instances, classes);
      }
      line = end + 1;
    }
    throw JvmUnavailable.because("the JVM printed no class histogram but: " + firstLine(text));
  }

  private static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("nothing");
    return line.length() > 120 ? line.substring(0, 120) : line;
  }

  /** Walks over the columns of one line. */
  private static final class Cursor {
    private final String text;
    private final int end;
    private int at;

    Cursor(String text, int start, int end) {
      this.text = text;
      this.at = start;
      this.end = end;
    }

    /** Passes {@code " 12:"}. */
    boolean skipsRank() {
      return number() >= 0 && at < end && text.charAt(at++) == ':';
    }

    /** The next number, or a negative one where there is none. */
    long number() {
      skipBlanks();
      int start = at;
      long value = 0;
      while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        value = value * 10 + (text.charAt(at++) - '0');
      }
      return at == start ? -1 : value;
    }

    String name() {
      skipBlanks();
      int stop = end;
      while (stop > at && text.charAt(stop - 1) <= ' ') {
        stop--;
      }
      if (stop > at && text.charAt(stop - 1) == ')') {
        int module = text.lastIndexOf(" (", stop);
        stop = module > at ? module : stop;
      }
      int address = text.indexOf("/0x", at);
      if (address > at && address < stop) {
        stop = address;
      }
      return text.substring(at, stop);
    }

    private void skipBlanks() {
      while (at < end && text.charAt(at) <= ' ') {
        at++;
      }
    }
  }
}
