package dev.tidemark.diagnosis.hprof;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A heap dump as big-endian numbers at positions. It is read in blocks, of which at most 16 MiB are
 * kept: a mapped file would count as this process's memory. Confined to one thread.
 */
final class DumpFile implements AutoCloseable {
  private static final int BITS = 14;
  private static final int BLOCK = 1 << BITS;
  private static final int SLOTS = 1_024;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final FileChannel channel;
  private final long size;
  private final byte[][] blocks = new byte[SLOTS][];
  private final long[] numbers = new long[SLOTS];
  private byte[] current = new byte[0];
  private long currentNumber = -1;
  private int idSize = 8;

  private DumpFile(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
    Arrays.fill(numbers, -1);
  }

  static DumpFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new DumpFile(channel, channel.size());
  }

  long size() {
    return size;
  }

  int idSize() {
    return idSize;
  }

  void idSize(int bytes) {
    idSize = bytes;
  }

  int u1(long at) throws IOException {
    return block(at)[(int) at & (BLOCK - 1)] & 0xff;
  }

  int u2(long at) throws IOException {
    return u1(at) << 8 | u1(at + 1);
  }

  int i4(long at) throws IOException {
    int start = (int) at & (BLOCK - 1);
    return start <= BLOCK - 4 ? (int) INT.get(whole(at, 4), start) : u2(at) << 16 | u2(at + 2);
  }

  long u4(long at) throws IOException {
    return i4(at) & 0xffff_ffffL;
  }

  /** An object's address. */
  long id(long at) throws IOException {
    if (idSize == 4) {
      return u4(at);
    }
    int start = (int) at & (BLOCK - 1);
    return start <= BLOCK - 8 ? (long) LONG.get(whole(at, 8), start) : u4(at) << 32 | u4(at + 4);
  }

  String text(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) u1(at + i);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] whole(long at, int bytes) throws IOException {
    if (at + bytes > size) {
      throw HeapDumpUnreadable.cutShort(at, size);
    }
    return block(at);
  }

  private byte[] block(long at) throws IOException {
    long number = at >>> BITS;
    if (number != currentNumber || at >= size) {
      load(at, number);
    }
    return current;
  }

  private void load(long at, long number) throws IOException {
    if (at < 0 || at >= size) {
      throw HeapDumpUnreadable.cutShort(at, size);
    }
    int slot = (int) (number % SLOTS);
    byte[] block = blocks[slot];
    if (block == null) {
      block = new byte[BLOCK];
      blocks[slot] = block;
    }
    if (numbers[slot] != number) {
      numbers[slot] = number;
      ByteBuffer target = ByteBuffer.wrap(block);
      long from = number << BITS;
      while (target.hasRemaining()) {
        if (channel.read(target, from + target.position()) < 0) {
          break;
        }
      }
    }
    current = block;
    currentNumber = number;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
