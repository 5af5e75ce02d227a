package dev.tidemark.diagnosis.hprof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** A heap dump in a file, plain or compressed by gzip. */
public final class HeapDump {
  private static final int GZIP = 0x1f8b;

  private HeapDump() {}

  /** Whether a file begins as a heap dump does, or calls itself one. */
  public static boolean looksLikeOne(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".hprof") || name.endsWith(".hprof.gz")) {
      return true;
    }
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = plain(file)) {
      byte[] head = in.readNBytes(DumpReader.MAGIC.length());
      return new String(head, StandardCharsets.ISO_8859_1).equals(DumpReader.MAGIC);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads what a dump holds.
   *
   * @throws HeapDumpUnreadable if it is no whole heap dump
   */
  static HeapContents read(Path file) throws IOException {
    if (!compressed(file)) {
      return readPlain(file);
    }
    Path copy = Files.createTempFile("tidemark-", ".hprof");
    try {
      try (InputStream in = plain(file)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      } catch (java.io.EOFException | java.util.zip.ZipException e) {
        throw new HeapDumpUnreadable("cannot be unpacked: " + e.getMessage());
      }
      return readPlain(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static HeapContents readPlain(Path file) throws IOException {
    try (DumpFile dump = DumpFile.open(file)) {
      HeapGraph graph = HeapGraph.of(dump);
      return Contents.of(graph, Reach.of(graph));
    } catch (OutOfMemoryError e) {
      throw new HeapDumpUnreadable(
          "has too many objects for this process's heap of "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB; give it more with JAVA_TOOL_OPTIONS=-Xmx2g");
    }
  }

  private static boolean compressed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (in.read() << 8 | in.read()) == GZIP;
    }
  }

  private static InputStream plain(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return compressed(file) ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
