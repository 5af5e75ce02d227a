package dev.tidemark.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads what a program prints, so that it never waits for a reader, and remembers that it said it
 * ran out of memory. Nothing else of it is kept but the last line: it may hold secrets.
 */
final class OutputWatch {
  private static final int LONGEST = 160;

  private volatile Optional<String> outOfMemory = Optional.empty();
  private volatile String lastLine = "";

  /** Reads until the end, on a daemon thread of its own. */
  void begin(BufferedReader output, String name) {
    Thread thread =
        new Thread(
            () -> {
              try (output) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                  heed(line);
                }
              } catch (IOException e) {
                // the program has ended: what it said is known
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  void heed(String line) {
    if (!line.isBlank()) {
      lastLine = line.strip();
    }
    if (outOfMemory.isEmpty()) {
      outOfMemory = OutOfMemoryWords.in(line);
    }
  }

  /** The first error of that kind, such as {@code OutOfMemoryError: Java heap space}. */
  Optional<String> outOfMemory() {
    return outOfMemory;
  }

  /** The last line that said something, cut where it is long. */
  String lastLine() {
    String line = lastLine;
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
