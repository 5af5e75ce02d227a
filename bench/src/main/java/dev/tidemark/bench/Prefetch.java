package dev.tidemark.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings a file into the cache of the operating system, so that no disk is measured. */
final class Prefetch {
  private Prefetch() {}

  static void read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
