package dev.tidemark.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of comma-separated values, whatever separates them. A cell may stand in quotes, in which
 * a quote is written twice; it ends with its line.
 */
final class CsvRow {
  private final char separator;
  private String line = "";
  private int[] from = new int[16];
  private int[] to = new int[16];
  private int cells;
  private boolean torn;

  CsvRow(char separator) {
    this.separator = separator;
  }

  /** The separator of a header: of comma, semicolon, tab and bar the one that it holds most. */
  static char separatorOf(String header) {
    char best = ',';
    int most = 0;
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      int count = new CsvRow(candidate).read(header).size() - 1;
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  /** Takes the cells of a line; they are valid until the next one. */
  CsvRow read(String text) {
    line = text;
    cells = 0;
    torn = false;
    int at = 0;
    while (at <= text.length()) {
      at = cell(at) + 1;
    }
    return this;
  }

  /** Reads the cell that begins here; returns where its separator is. */
  private int cell(int begin) {
    int at = begin;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    if (at < line.length() && line.charAt(at) == '"') {
      return quoted(at + 1);
    }
    int end = line.indexOf(separator, at);
    end = end < 0 ? line.length() : end;
    add(at, end);
    return end;
  }

  private int quoted(int begin) {
    int at = begin;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        torn = true;
        add(begin, line.length());
        return line.length();
      }
      if (quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
        at = quote + 2;
        continue;
      }
      add(begin, quote);
      int end = line.indexOf(separator, quote);
      return end < 0 ? line.length() : end;
    }
  }

  private void add(int begin, int end) {
    if (cells == from.length) {
      from = Arrays.copyOf(from, 2 * cells);
      to = Arrays.copyOf(to, 2 * cells);
    }
    int last = end;
    while (last > begin && line.charAt(last - 1) <= ' ') {
      last--;
    }
    from[cells] = begin;
    to[cells++] = last;
  }

  int size() {
    return cells;
  }

  /** Whether a quote is open at the end. */
  boolean torn() {
    return torn;
  }

  boolean isEmpty(int cell) {
    return from[cell] == to[cell];
  }

  List<String> all() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      all.add(text(i));
    }
    return all;
  }

  String text(int cell) {
    return line.substring(from[cell], to[cell]).replace("\"\"", "\"");
  }

  boolean is(int cell, String text) {
    return to[cell] - from[cell] == text.length() && line.startsWith(text, from[cell]);
  }

  String line() {
    return line;
  }

  int from(int cell) {
    return from[cell];
  }

  int to(int cell) {
    return to[cell];
  }
}
