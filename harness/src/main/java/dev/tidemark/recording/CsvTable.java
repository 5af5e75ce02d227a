package dev.tidemark.recording;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The rows under one header of a CSV file. */
final class CsvTable {
  /** No process lives with less; so small a number counts something larger than bytes. */
  static final double LEAST_BYTES = 1e6;

  private static final int LONGEST_SHOWN = 40;
  private static final String UNENDED =
      "the last row has no line end, so that its last number may be torn: left out";
  private static final String TORN = "the last row is torn: left out";

  private final int width;
  private final CsvColumns columns;
  private final CsvRow row;
  private final Numbers numbers;
  private final TimeCells times;
  private final Rows rows;
  private final List<MemoryCells> memory;
  private double time;
  private long number;
  private long rowsRead;

  CsvTable(String name, String header, ReadingOptions options) throws UnreadableRecording {
    char separator = CsvRow.separatorOf(header);
    row = new CsvRow(separator);
    List<String> names = row.read(header).all();
    width = names.size();
    columns = CsvColumns.of(names, options);
    numbers = new Numbers(separator != ',');
    times = new TimeCells(columns.timeUnit());
    rows = new Rows(name, columns.requests().isPresent(), "row");
    memory = columns.memory().stream().map(one -> new MemoryCells(one, numbers, rows)).toList();
  }

  /** Takes the rows of one part. */
  void rows(Lines lines) throws IOException, UnreadableRecording {
    for (String line = lines.next(); line != null; line = lines.next()) {
      number = lines.number();
      if (line.isBlank()) {
        continue;
      }
      row.read(line);
      if (!lines.ended() && columns.read(row.size() - 1)) {
        rows.defect(UNENDED, number);
      } else if (row.size() == width && !row.torn() && !lines.cut()) {
        row();
      } else if (lines.ended()) {
        throw wrong(shape(lines.cut()));
      } else {
        rows.defect(TORN, number);
      }
    }
    if (lines.broken()) {
      rows.defect("the compressed file is torn: judged by what precedes", number);
    }
  }

  private String shape(boolean cut) {
    if (cut) {
      return "is longer than " + Lines.LONGEST + " characters";
    }
    return row.torn()
        ? "has a quote that does not end"
        : "has " + row.size() + " cells, and the header has " + width;
  }

  private void row() throws UnreadableRecording {
    rowsRead++;
    Event event = event();
    if (event == Event.RESTART) {
      rows.restart();
      memory.forEach(MemoryCells::restart);
    }
    OptionalDouble ended = requests();
    if (ended.isEmpty()) {
      rows.defect("a row tells no requests: left out", number);
      return;
    }
    rows.moment(time(), ended.getAsDouble(), number);
    boolean forced = false;
    for (MemoryCells cells : memory) {
      if (cells.garbage(row)) {
        throw noNumber(cells.column().at(), cells.column().name());
      }
      forced |= cells.take(row, event, forced, number);
    }
  }

  private Event event() {
    if (columns.event().isEmpty()) {
      return Event.UNTOLD;
    }
    int at = columns.event().getAsInt();
    if (row.is(at, "gc_major")) {
      return Event.MAJOR;
    }
    if (row.is(at, "gc_minor")) {
      return Event.MINOR;
    }
    return row.is(at, "restart") ? Event.RESTART : Event.OTHER;
  }

  /** What the row says happened; untold where the file has no column for it. */
  enum Event {
    UNTOLD,
    OTHER,
    MAJOR,
    MINOR,
    RESTART
  }

  private OptionalDouble requests() throws UnreadableRecording {
    OptionalInt at = columns.requests();
    if (at.isEmpty()) {
      return OptionalDouble.of(0);
    }
    Numbers.Kind kind = numbers.read(row, at.getAsInt());
    if (kind == Numbers.Kind.GAP) {
      return OptionalDouble.empty();
    }
    if (kind == Numbers.Kind.GARBAGE || numbers.value() < 0) {
      throw noNumber(at.getAsInt(), "requests");
    }
    return OptionalDouble.of(numbers.value());
  }

  private double time() throws UnreadableRecording {
    OptionalInt at = columns.time();
    if (at.isEmpty() || row.isEmpty(at.getAsInt())) {
      return time;
    }
    time =
        times
            .seconds(row, at.getAsInt(), numbers)
            .orElseThrow(
                () -> wrong("has '" + shown(at.getAsInt()) + "' for the time, which is none"));
    return time;
  }

  Found found() throws UnreadableRecording {
    MemoryCells first = memory.get(0);
    if (rowsRead == 0) {
      throw new UnreadableRecording("holds a header and no rows");
    }
    if (rows.readings() == 0) {
      throw new UnreadableRecording("holds no reading of " + first.column().name());
    }
    if (first.unitUnknown() && first.largest() < LEAST_BYTES) {
      throw new UnreadableRecording(
          String.format(
              Locale.ROOT,
              "does not tell the unit of '%s', whose largest value is %.0f: say it with"
                  + " --memory-unit",
              first.column().name(),
              first.largest()));
    }
    if (times.guessed() && columns.requests().isEmpty()) {
      throw new UnreadableRecording(
          "does not tell whether its times are seconds or milliseconds: say it with --time-unit");
    }
    return new Found(Format.CSV, List.of(rows.recording()), remarks(first));
  }

  private List<String> remarks(MemoryCells first) {
    if (columns.remarks().isEmpty()) {
      return List.of();
    }
    return List.of(
        "read "
            + String.join(", ", columns.remarks())
            + (columns.time().isPresent() ? "; time in " + times.form() : "")
            + "; memory in "
            + first.unitName());
  }

  private UnreadableRecording noNumber(int at, String what) {
    return wrong("has '" + shown(at) + "' for " + what + ", which is no number from 0 on");
  }

  private String shown(int at) {
    String text = row.text(at);
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  private UnreadableRecording wrong(String what) {
    return new UnreadableRecording("row " + number + " " + what);
  }
}
