package dev.tidemark.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings a file into the cache of the operating system, so that no disk is measured. */
final class Prefetch {
  private Prefetch() {}

  static void read(Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      while (in.read(buffer) >= 0) {
        continue;
      }
    }
  }
}
