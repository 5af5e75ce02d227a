package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps a direct buffer of 1 KiB a request. */
final class DirectBuffers implements Case {
  private final Queue<ByteBuffer> kept = new ConcurrentLinkedQueue<>();

  @Override
  public void onRequest(Call call) {
    kept.add(ByteBuffer.allocateDirect(1_024));
  }
}
