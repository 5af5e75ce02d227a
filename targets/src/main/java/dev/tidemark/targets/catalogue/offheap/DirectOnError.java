package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Fails two requests of ten before it gives their direct buffer of 4 KiB back to its pool. */
final class DirectOnError implements Case {
  private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
  private final Queue<ByteBuffer> lent = new ConcurrentLinkedQueue<>();

  @Override
  public void onRequest(Call call) throws IOException {
    ByteBuffer buffer = free.poll();
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(4_096);
      lent.add(buffer);
    }
    if (call.number() % 10 == 3 || call.number() % 10 == 8) {
      throw new IOException("this one fails on purpose");
    }
    free.add(buffer);
  }
}
