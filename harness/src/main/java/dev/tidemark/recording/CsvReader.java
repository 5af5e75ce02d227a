package dev.tidemark.recording;

import java.io.IOException;
import java.util.List;

/** Reads a recording out of comma-separated values: a header, then a row for each moment. */
final class CsvReader {
  private final String name;
  private final ReadingOptions options;

  CsvReader(String name, ReadingOptions options) {
    this.name = name;
    this.options = options;
  }

  /** Reads the parts of one recording; each has a header, and all the same one. */
  Found read(List<Lines> parts) throws IOException, UnreadableRecording {
    Lines first = parts.get(0);
    String header = header(first);
    CsvTable table = new CsvTable(name, header, options);
    table.rows(first);
    for (Lines lines : parts.subList(1, parts.size())) {
      if (!header(lines).equals(header)) {
        throw new UnreadableRecording("has parts whose headers differ");
      }
      table.rows(lines);
    }
    return table.found();
  }

  private static String header(Lines lines) throws IOException, UnreadableRecording {
    String line = lines.next();
    while (line != null && (line.isBlank() || line.startsWith("#"))) {
      line = lines.next();
    }
    if (line == null) {
      throw new UnreadableRecording("holds no header");
    }
    return line;
  }
}
