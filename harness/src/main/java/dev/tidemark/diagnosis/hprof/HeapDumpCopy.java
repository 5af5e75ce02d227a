package dev.tidemark.diagnosis.hprof;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** Copies of heap dumps, compressed, and without what was written in them where that is asked. */
public final class HeapDumpCopy {
  private static final int BUFFER = 1 << 16;

  private HeapDumpCopy() {}

  /**
   * Writes a compressed copy into a file that is there already and empty, so that it is as private
   * as its maker made it.
   *
   * @param redacted whether the contents of all strings and of all arrays of numbers become zeros
   * @throws HeapDumpUnreadable if it is no whole heap dump
   */
  public static void compressed(Path from, Path to, boolean redacted) throws IOException {
    try (OutputStream out =
            new GZIPOutputStream(Files.newOutputStream(to, StandardOpenOption.WRITE), BUFFER);
        DumpFile dump = DumpFile.open(from);
        InputStream in = new BufferedInputStream(Files.newInputStream(from), BUFFER)) {
      if (!redacted) {
        in.transferTo(out);
        return;
      }
      Zeros zeros = new Zeros(dump, new DataInputStream(in), out);
      new DumpReader(dump).visit(zeros);
      zeros.rest();
    }
  }

  /** Copies what stands between arrays of numbers, and zeros in the place of each. */
  private static final class Zeros implements HeapVisitor {
    private final DumpFile dump;
    private final DataInputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] nothing = new byte[BUFFER];
    private long at;

    Zeros(DumpFile dump, DataInputStream in, OutputStream out) {
      this.dump = dump;
      this.in = in;
      this.out = out;
    }

    @Override
    public void primitiveArray(long id, Type element, long length, long start) throws IOException {
      copyUntil(start + 1 + dump.idSize() + 9L);
      long bytes = length * element.bytes(dump.idSize());
      in.skipNBytes(bytes);
      at += bytes;
      for (long left = bytes; left > 0; left -= Math.min(left, BUFFER)) {
        out.write(nothing, 0, (int) Math.min(left, BUFFER));
      }
    }

    private void copyUntil(long end) throws IOException {
      while (at < end) {
        int part = (int) Math.min(BUFFER, end - at);
        in.readFully(buffer, 0, part);
        out.write(buffer, 0, part);
        at += part;
      }
    }

    void rest() throws IOException {
      copyUntil(dump.size());
    }
  }
}
