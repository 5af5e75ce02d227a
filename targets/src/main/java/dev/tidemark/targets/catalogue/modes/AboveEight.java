package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has eight buffers for requests under way, and makes one more of 4 KiB for each request that finds
 * none free, which it never gives up. A request takes 5 ms.
 */
class AboveEight implements Case {
  private static final int POOLED = 8;

  final Map<Long, SpareBuffer> spare = new ConcurrentHashMap<>();
  private final AtomicLong crowded = new AtomicLong();

  /** One more than there should be: 4 KiB. */
  static final class SpareBuffer {
    private static final int BYTES = 4_096 - 16 - 16;

    final byte[] content = new byte[BYTES];

    int length() {
      return content.length;
    }
  }

  @Override
  public void onRequest(Call call) {
    if (call.inFlight() > POOLED) {
      crowded.incrementAndGet();
      spare.put(call.number(), new SpareBuffer());
    }
  }

  @Override
  public int holdMillis() {
    return 5;
  }

  @Override
  public Map<String, Long> published() {
    return Map.of("crowded", crowded.get());
  }
}
