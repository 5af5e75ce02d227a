package dev.tidemark.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a program prints, so that it never waits for a reader, and remembers that it said it
 * ran out of memory. Nothing else of it is kept but the last line: it may hold secrets.
 */
final class OutputWatch {
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile(
          "java\\.lang\\.OutOfMemoryError(: (Java heap space|GC overhead limit exceeded|Metaspace"
              + "|Compressed class space|Direct buffer memory|unable to create native thread"
              + "|Requested array size exceeds VM limit|[A-Z][\\w ]{0,60}))?");
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
    Matcher found = OUT_OF_MEMORY.matcher(line);
    if (outOfMemory.isEmpty() && found.find()) {
      outOfMemory = Optional.of(found.group());
    }
  }

  /** The first error of that kind, such as {@code java.lang.OutOfMemoryError: Java heap space}. */
  Optional<String> outOfMemory() {
    return outOfMemory;
  }

  /** The last line that said something, cut where it is long. */
  String lastLine() {
    String line = lastLine;
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
