package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import dev.tidemark.targets.program.LruMap;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/**
 * Logs every answer and never writes the log out. The prompt cache beside it is bounded and says
 * so; as long as no prompt is repeated it fills in step with the log.
 */
final class CacheAndLog implements Case {
  private static final int ANSWER_BYTES = 1_024 - 16;
  private static final int CAPACITY = 500_000;

  private final Map<Integer, Long> cache = new LruMap<>(CAPACITY);
  private final Queue<byte[]> log = new ArrayDeque<>();

  @Override
  public synchronized void onRequest(Call call) {
    cache.putIfAbsent(call.text().hashCode(), call.number());
    log.add(new byte[ANSWER_BYTES]);
  }

  @Override
  public synchronized Map<String, Long> published() {
    return Map.of("cacheEntries", (long) cache.size(), "maxCacheEntries", (long) CAPACITY);
  }
}
