package dev.tidemark.recording;

import java.io.IOException;
import java.nio.file.Files;
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
      case JFR -> spooled(files, contents, paths -> new JfrReader(name).read(paths));
      case PROMETHEUS ->
          spooled(files, contents, paths -> new PrometheusReader(name, options).read(paths));
    };
  }

  /** Reads a format that wants plain files, which are made of compressed ones and of pipes. */
  private static Found spooled(List<Path> files, List<Content> contents, Reader reader)
      throws IOException, UnreadableRecording {
    List<Path> made = new ArrayList<>();
    try {
      List<Path> plain = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        if (contents.get(i).plain() && Files.isRegularFile(files.get(i))) {
          plain.add(files.get(i));
          continue;
        }
        Path copy = Files.createTempFile("tidemark-", ".part");
        made.add(copy);
        contents.get(i).copyTo(copy);
        plain.add(copy);
      }
      return reader.read(plain);
    } finally {
      for (Path copy : made) {
        Files.deleteIfExists(copy);
      }
    }
  }

  /** Reads plain files. */
  @FunctionalInterface
  private interface Reader {
    Found read(List<Path> files) throws IOException, UnreadableRecording;
  }

  private static List<Lines> lines(List<Content> contents) throws IOException {
    List<Lines> lines = new ArrayList<>();
    for (Content content : contents) {
      lines.add(content.lines());
    }
    return lines;
  }
}
