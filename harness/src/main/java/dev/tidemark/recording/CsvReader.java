package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording.After;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Reads a recording out of comma-separated values: a header, then a row for each moment.
 *
 * <p>Of a column that carries the reading after the last collection on, a change is a collection;
 * the column {@code event} tells which ({@code gc_major}, {@code gc_minor}), and {@code restart}.
 */
final class CsvReader {
  /** Below this no process lives; so small a number counts something larger than bytes. */
  private static final double LEAST_BYTES = 1e6;

  private static final String TORN = "the last row is torn: left out";

  private final String name;
  private final ReadingOptions options;
  private final List<String> remarks = new ArrayList<>();

  CsvReader(String name, ReadingOptions options) {
    this.name = name;
    this.options = options;
  }

  Found read(List<Lines> parts) throws IOException, UnreadableRecording {
    Table table = null;
    for (Lines lines : parts) {
      String header = lines.next();
      while (header != null && (header.isBlank() || header.startsWith("#"))) {
        header = lines.next();
      }
      if (header == null) {
        throw new UnreadableRecording("holds no header");
      }
      table = table == null ? new Table(header, lines.number()) : table;
      table.rows(lines);
    }
    if (table == null) {
      throw new UnreadableRecording("is empty");
    }
    return table.found();
  }

  /** The rows under one header. */
  private final class Table {
    private final int width;
    private final CsvColumns columns;
    private final CsvRow row;
    private final Numbers numbers;
    private final TimeCells times;
    private final Rows rows;
    private final double[] carried;
    private double largest;
    private boolean sized;
    private boolean bare;
    private double time;
    private long number;

    Table(String header, long headerRow) throws UnreadableRecording {
      char separator = CsvRow.separatorOf(header);
      row = new CsvRow(separator);
      List<String> names = row.read(header).all();
      columns = CsvColumns.of(names, options);
      width = names.size();
      numbers = new Numbers(separator != ',');
      times = new TimeCells(columns.timeUnit());
      rows = new Rows(name, columns.requests().isPresent(), "row");
      carried = new double[columns.memory().size()];
      Arrays.fill(carried, -1);
      number = headerRow;
    }

    void rows(Lines lines) throws IOException, UnreadableRecording {
      for (String line = lines.next(); line != null; line = lines.next()) {
        number = lines.number();
        if (line.isBlank()) {
          continue;
        }
        row.read(line);
        if (row.size() != width || row.torn() || lines.cut()) {
          if (!lines.ended()) {
            rows.defect(TORN, number);
            break;
          }
          throw wrong(
              lines.cut()
                  ? "is longer than " + Lines.LONGEST + " characters"
                  : row.torn()
                      ? "has a quote that does not end"
                      : "has " + row.size() + " cells, and the header has " + width);
        }
        row();
      }
      if (lines.broken()) {
        rows.defect("the compressed file is torn: judged by what precedes", number);
      }
    }

    private void row() throws UnreadableRecording {
      if (columns.event().isPresent() && row.is(columns.event().getAsInt(), "restart")) {
        rows.restart();
        Arrays.fill(carried, -1);
      }
      OptionalDouble ended = requests();
      if (ended.isEmpty()) {
        rows.defect("a row tells no requests: left out", number);
        return;
      }
      rows.moment(time(), ended.getAsDouble(), number);
      boolean floor = false;
      for (int i = 0; i < carried.length; i++) {
        floor |= memory(i, floor);
      }
    }

    private OptionalDouble requests() throws UnreadableRecording {
      if (columns.requests().isEmpty()) {
        return OptionalDouble.of(0);
      }
      int at = columns.requests().getAsInt();
      return switch (numbers.read(row.line(), row.from(at), row.to(at))) {
        case GAP -> OptionalDouble.empty();
        case GARBAGE -> throw noNumber(at, "requests");
        case NUMBER -> {
          if (numbers.value() < 0) {
            throw noNumber(at, "requests");
          }
          yield OptionalDouble.of(numbers.value());
        }
      };
    }

    private double time() throws UnreadableRecording {
      if (columns.time().isEmpty()) {
        return 0;
      }
      int at = columns.time().getAsInt();
      if (row.isEmpty(at)) {
        return time;
      }
      OptionalDouble seconds = times.seconds(row, at, numbers);
      if (seconds.isEmpty()) {
        throw wrong("has '" + shown(at) + "' for the time, which is none");
      }
      time = seconds.getAsDouble();
      return time;
    }

    /** Takes one column; returns whether it held a reading after a forced collection. */
    private boolean memory(int column, boolean floor) throws UnreadableRecording {
      CsvColumns.Memory memory = columns.memory().get(column);
      switch (numbers.readSize(row.line(), row.from(memory.at()), row.to(memory.at()))) {
        case GARBAGE -> throw noNumber(memory.at(), memory.name());
        case GAP -> {
          if (!row.isEmpty(memory.at())) {
            rows.defect(memory.name() + " is '" + shown(memory.at()) + "': left out", number);
          }
          return false;
        }
        case NUMBER -> {
          double bytes = bytes(memory);
          After what = what(memory, bytes != carried[column]);
          boolean carriedOn =
              memory.after() == After.MINOR
                  && bytes == carried[column]
                  && what == After.MINOR
                  && !collected();
          carried[column] = bytes;
          if (bytes < 0) {
            if (memory.after() == After.MINOR) {
              return false;
            }
            throw noNumber(memory.at(), memory.name());
          }
          if (!carriedOn && !(floor && memory.after() == After.MINOR)) {
            rows.reading(bytes, what, number);
          }
          return what == After.FORCED;
        }
      }
      return false;
    }

    private After what(CsvColumns.Memory memory, boolean changed) {
      if (memory.after() == After.MINOR && columns.event().isPresent()) {
        int at = columns.event().getAsInt();
        return row.is(at, "gc_major") ? After.MAJOR : After.MINOR;
      }
      return memory.after();
    }

    private boolean collected() {
      return columns.event().isPresent() && row.text(columns.event().getAsInt()).startsWith("gc_");
    }

    private double bytes(CsvColumns.Memory memory) throws UnreadableRecording {
      sized |= numbers.sized();
      bare |= !numbers.sized();
      if (sized && bare) {
        throw wrong(
            "has '"
                + shown(memory.at())
                + "' for "
                + memory.name()
                + ", and rows before it are written otherwise: with a unit in every row, or in none");
      }
      double bytes =
          numbers.value() * (numbers.sized() ? 1 : memory.unit().map(ByteSize::bytes).orElse(1L));
      largest = Math.max(largest, bytes);
      return bytes;
    }

    Found found() throws UnreadableRecording {
      if (rows.readings() == 0) {
        throw new UnreadableRecording(
            "holds a header and no "
                + (number <= 1 ? "rows" : "reading of " + columns.memory().get(0).name()));
      }
      CsvColumns.Memory memory = columns.memory().get(0);
      if (memory.unit().isEmpty() && !sized && largest > 0 && largest < LEAST_BYTES) {
        throw new UnreadableRecording(
            String.format(
                Locale.ROOT,
                "does not tell the unit of '%s', whose largest value is %.0f: say it with"
                    + " --memory-unit",
                memory.name(),
                largest));
      }
      if (times.guessed() && columns.requests().isEmpty()) {
        throw new UnreadableRecording(
            "does not tell whether its times are seconds or milliseconds: say it with --time-unit");
      }
      remark(memory);
      return new Found(Format.CSV, List.of(rows.recording()), remarks);
    }

    private void remark(CsvColumns.Memory memory) {
      if (!columns.remarks().isEmpty()) {
        remarks.add(
            "read "
                + String.join(", ", columns.remarks())
                + (columns.time().isPresent() ? "; times as " + times.form() : "")
                + (sized
                    ? ""
                    : "; one of '"
                        + memory.name()
                        + "' is "
                        + memory.unit().orElse(new ByteSize(1))));
      }
    }

    private UnreadableRecording noNumber(int at, String what) {
      return wrong("has '" + shown(at) + "' for " + what + ", which is no number from 0 on");
    }

    private String shown(int at) {
      String text = row.text(at);
      return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private UnreadableRecording wrong(String what) {
      return new UnreadableRecording("row " + number + " " + what);
    }
  }
}
