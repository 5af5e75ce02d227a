package dev.tidemark.targets.proxy;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;

/** A fixed pool of relay buffers, one for each worker. */
final class Buffers {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final ArrayBlockingQueue<byte[]> free;

  /** What is done with a buffer while it is lent. */
  @FunctionalInterface
  interface Use {
    void with(byte[] buffer) throws IOException;
  }

  Buffers(int count) {
    free = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      free.add(new byte[BUFFER_BYTES]);
    }
  }

  void lend(Use use) throws IOException {
    byte[] buffer = free.poll();
    if (buffer == null) {
      throw new IllegalStateException("more workers than relay buffers");
    }
    try {
      use.with(buffer);
    } finally {
      free.add(buffer);
    }
  }
}
