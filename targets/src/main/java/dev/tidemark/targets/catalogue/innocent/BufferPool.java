package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A pool of buffers of 64 KiB, one for each request that was ever under way at once. A request
 * takes 3 ms.
 */
final class BufferPool implements Case {
  private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
  private final Map<Long, byte[]> lent = new ConcurrentHashMap<>();

  @Override
  public void onRequest(Call call) {
    byte[] buffer = free.poll();
    lent.put(call.number(), buffer == null ? new byte[64 * 1_024] : buffer);
  }

  @Override
  public void onCompleted(Call call) {
    byte[] buffer = lent.remove(call.number());
    if (buffer != null) {
      free.add(buffer);
    }
  }

  @Override
  public int holdMillis() {
    return 3;
  }
}
