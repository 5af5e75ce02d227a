package dev.tidemark.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what other tools recorded; the format is told by the content. */
public final class RecordingFiles {
  private final ReadingOptions options;

  public RecordingFiles(ReadingOptions options) {
    this.options = options;
  }

  /**
   * Reads the files that one recording was written to, in order of time; mostly it is one file.
   *
   * @param name of the recording, where it does not tell one
   * @throws UnreadableRecording if nothing can be judged by it
   */
  public Found read(String name, List<Path> files) throws UnreadableRecording {
    List<Content> contents = new ArrayList<>();
    try {
      try {
        for (Path file : files) {
          contents.add(Content.open(file));
        }
        return read(name, files, contents);
      } finally {
        for (Content content : contents) {
          content.close();
        }
      }
    } catch (IOException e) {
      throw new UnreadableRecording("cannot be read: " + e.getMessage(), e);
    }
  }

  private Found read(String name, List<Path> files, List<Content> contents)
      throws IOException, UnreadableRecording {
    Format format = contents.get(0).format();
    for (Content content : contents) {
      if (content.format() != format) {
        throw new UnreadableRecording(
            "is a " + format.title() + ", and another part is a " + content.format().title());
      }
    }
    return switch (format) {
      case CSV -> new CsvReader(name, options).read(lines(contents));
      case GC_LOG -> new GcLogReader(name).read(lines(contents));
      case JFR, PROMETHEUS -> throw new UnreadableRecording("is a " + format.title());
    };
  }

  private static List<Lines> lines(List<Content> contents) throws IOException {
    List<Lines> lines = new ArrayList<>();
    for (Content content : contents) {
      lines.add(content.lines());
    }
    return lines;
  }
}
