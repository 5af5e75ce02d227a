package dev.tidemark.reports;

import java.io.IOException;
import java.nio.file.Path;

/** A file of a run folder that cannot be understood; the message is one line and names the file. */
public final class UnreadableRun extends IOException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 200;

  UnreadableRun(Path file, String why) {
    super(file + ": " + oneLine(why));
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
