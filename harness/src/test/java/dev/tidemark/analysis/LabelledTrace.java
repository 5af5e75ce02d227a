package dev.tidemark.analysis;

import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.recording.RecordingBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded trace whose truth is known.
 *
 * @param truth LEAK, PLATEAU or GROWING
 * @param forced whether its collections were forced
 * @param bytesPerRequest what it truly leaks
 */
record LabelledTrace(
    Path file, String truth, boolean forced, double bytesPerRequest, String notes) {

  /** The traces that {@code truth.csv} in a folder lists. */
  static List<LabelledTrace> in(Path folder) throws IOException {
    return rows(folder.resolve("truth.csv")).stream()
        .map(
            row ->
                new LabelledTrace(
                    folder.resolve(cell(row, "file")),
                    cell(row, "truth"),
                    cell(row, "mode").equals("floor"),
                    Double.parseDouble(cell(row, "bytes_per_request")),
                    cell(row, "notes")))
        .toList();
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  Recording recording() throws IOException {
    RecordingBuilder recording = new RecordingBuilder(name());
    for (Map<String, String> row : rows(file)) {
      if (cell(row, "event").equals("restart")) {
        recording.restart();
      }
      put(recording, row, "floor_bytes", After.FORCED);
      put(recording, row, "used_bytes", After.NOTHING);
      if (cell(row, "event").startsWith("gc_")) {
        boolean major = cell(row, "event").equals("gc_major");
        put(recording, row, "after_gc_bytes", major ? After.MAJOR : After.MINOR);
      }
    }
    return recording.build();
  }

  private static void put(
      RecordingBuilder recording, Map<String, String> row, String column, After what) {
    if (!cell(row, column).isEmpty()) {
      recording.add(
          Double.parseDouble(cell(row, "t_ms")) / 1000,
          Double.parseDouble(cell(row, "requests")),
          Double.parseDouble(cell(row, column)),
          what);
    }
  }

  private static String cell(Map<String, String> row, String name) {
    return row.getOrDefault(name, "");
  }

  private static List<Map<String, String>> rows(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    String[] names = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
