package dev.tidemark.replay;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/**
 * Where every request of a recording stands, in a file of its own: as many requests as there are
 * take no memory.
 */
final class ReplayIndex implements Closeable {
  private static final int ENTRY = 8 + 4 + 8 + 4;

  private final FileChannel file;
  private final long count;

  private ReplayIndex(FileChannel file, long count) {
    this.file = file;
    this.count = count;
  }

  /**
   * One request.
   *
   * @param dueNanos after the first request, as it was recorded
   * @param pattern number of its pattern
   */
  record Entry(long offset, int length, long dueNanos, int pattern) {}

  /** Takes entries in order. */
  static final class Writer {
    private final FileChannel file;
    private final DataOutputStream out;
    private long count;

    Writer(FileChannel file) {
      this.file = file;
      OutputStream bytes = Channels.newOutputStream(file);
      this.out = new DataOutputStream(new BufferedOutputStream(bytes, 1 << 16));
    }

    void add(Entry entry) throws IOException {
      out.writeLong(entry.offset());
      out.writeInt(entry.length());
      out.writeLong(entry.dueNanos());
      out.writeInt(entry.pattern());
      count++;
    }

    ReplayIndex written() throws IOException {
      out.flush();
      return new ReplayIndex(file, count);
    }
  }

  long count() {
    return count;
  }

  Entry entry(long number) throws IOException {
    ByteBuffer entry = ByteBuffer.allocate(ENTRY);
    while (entry.hasRemaining()) {
      if (file.read(entry, number * ENTRY + entry.position()) < 0) {
        throw new IOException("the index of the recording ends too soon");
      }
    }
    entry.flip();
    return new Entry(entry.getLong(), entry.getInt(), entry.getLong(), entry.getInt());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
