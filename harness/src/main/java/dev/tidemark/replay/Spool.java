package dev.tidemark.replay;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files for the length of a run that no other user and no later run can open. */
final class Spool {
  private Spool() {}

  /** An empty file without a name: what was opened remains until it is closed. */
  static FileChannel open() throws IOException {
    Path path = Files.createTempFile("tidemark-replay", ".tmp");
    try {
      return FileChannel.open(
          path,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } finally {
      if (unlinkable()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Only Windows keeps the names of open files. */
  private static boolean unlinkable() {
    return !System.getProperty("os.name", "").startsWith("Windows");
  }
}
