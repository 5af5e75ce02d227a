package dev.tidemark.cli;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.model.Unit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording as comma-separated values: a header, then a row for each moment. {@code requests} is
 * the number of requests ended so far; {@code floor_bytes} is the live set after a full collection,
 * empty where there was none; a row whose {@code event} is {@code restart} begins a new process.
 * Other columns are not looked at.
 *
 * @param floors after the last restart
 * @param seconds from the first row to the last
 */
record CsvTrace(Series floors, long requests, double seconds) {
  private static final String REQUESTS = "requests";
  private static final String FLOOR = "floor_bytes";
  private static final String EVENT = "event";
  private static final String TIME = "t_ms";
  private static final String RESTART = "restart";

  /**
   * Reads a file.
   *
   * @throws UsageError with one line that names the row, counted from 1 for the header
   */
  static CsvTrace read(Path file) throws UsageError {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      Reader reader = new Reader(file, header(file, first == null ? "" : first));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.row(line);
      }
      return reader.trace();
    } catch (CharacterCodingException e) {
      throw new UsageError(file + " is not text: give a run folder or a CSV file", e);
    } catch (NoSuchFileException e) {
      throw new UsageError(file + ": there is no such file or folder", e);
    } catch (IOException e) {
      throw new UsageError(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> header(Path file, String line) throws UsageError {
    List<String> names = cells(line.startsWith("\ufeff") ? line.substring(1) : line);
    for (String needed : List.of(REQUESTS, FLOOR)) {
      if (!names.contains(needed)) {
        throw new UsageError(
            file
                + " row 1 names no column '"
                + needed
                + "': the header of a recording is t_ms,requests,inflight,used_bytes,"
                + "after_gc_bytes,floor_bytes,rss_bytes,event");
      }
    }
    return names;
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }

  /** The state of reading: rows must come in order. */
  private static final class Reader {
    private final Path file;
    private final List<String> header;
    private final List<Double> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();
    private int number = 1;
    private double requests;
    private double firstMillis = Double.NaN;
    private double lastMillis;

    Reader(Path file, List<String> header) {
      this.file = file;
      this.header = header;
    }

    void row(String line) throws UsageError {
      number++;
      if (line.isBlank()) {
        return;
      }
      List<String> cells = cells(line);
      if (cells.size() != header.size()) {
        throw wrong("has " + cells.size() + " cells, and the header has " + header.size());
      }
      if (cell(cells, EVENT).equals(RESTART)) {
        x.clear();
        y.clear();
        requests = 0;
      }
      double ended = number(cells, REQUESTS);
      if (ended < requests) {
        throw wrong(
            "says "
                + cell(cells, REQUESTS)
                + " requests after more before: they run backwards without a restart");
      }
      requests = ended;
      if (!cell(cells, TIME).isEmpty()) {
        lastMillis = number(cells, TIME);
        firstMillis = Double.isNaN(firstMillis) ? lastMillis : firstMillis;
      }
      if (!cell(cells, FLOOR).isEmpty()) {
        x.add(ended);
        y.add(number(cells, FLOOR));
      }
    }

    CsvTrace trace() throws UsageError {
      if (number == 1) {
        throw new UsageError(file + " holds a header and no rows");
      }
      Series floors = new Series(FLOOR, MetricKind.LIVE_SET, Unit.BYTES, numbers(x), numbers(y));
      double millis = Double.isNaN(firstMillis) ? 0 : Math.max(0, lastMillis - firstMillis);
      return new CsvTrace(floors, Math.round(requests), millis / 1000);
    }

    private String cell(List<String> cells, String name) {
      int at = header.indexOf(name);
      return at < 0 ? "" : cells.get(at);
    }

    private double number(List<String> cells, String name) throws UsageError {
      String text = cell(cells, name);
      try {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value) && value >= 0) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below, in words
      }
      throw wrong("has '" + text + "' for " + name + ", which is no number from 0 on");
    }

    private UsageError wrong(String what) {
      return new UsageError(file + " row " + number + " " + what);
    }

    private static double[] numbers(List<Double> list) {
      return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
