package dev.tidemark.recording;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a recording out of a JVM's GC log. Lines that tell nothing of a collection, such as the
 * output of the application, are passed over.
 */
final class GcLogReader {
  private static final Pattern SIGN =
      Pattern.compile(
          "(?m)(?:\\] |^)GC\\(\\d+\\) |\\[gc[ ,\\]]|\\[(?:Full )?GC(?: pause|--)? ?[(\\[\\d]");

  private final String name;

  GcLogReader(String name) {
    this.name = name;
  }

  /** Whether a text looks like a part of a GC log. */
  static boolean isOne(String text) {
    return SIGN.matcher(text).find();
  }

  Found read(List<Lines> parts) throws IOException, UnreadableRecording {
    Rows rows = new Rows(name, false, "line");
    GcEvents events = new GcEvents(rows);
    UnifiedGcLog unified = new UnifiedGcLog(events);
    Jdk8GcLog old = new Jdk8GcLog(events);
    boolean any = false;
    for (Lines lines : parts) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        unified.line(line, lines.number());
        old.line(line, lines.number());
        any = true;
      }
      if (lines.broken()) {
        rows.defect("the compressed file is torn: judged by what precedes", lines.number());
      }
    }
    unified.end();
    if (rows.readings() == 0) {
      throw new UnreadableRecording(
          any ? "tells of no collection: log with -Xlog:gc*:file=gc.log" : "is empty");
    }
    return new Found(Format.GC_LOG, List.of(rows.recording()), List.of());
  }
}
