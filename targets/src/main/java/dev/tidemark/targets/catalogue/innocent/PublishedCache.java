package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import dev.tidemark.targets.program.LruMap;
import java.util.Map;

/** No leak: a prompt cache larger than the cache allowance, whose bound the service publishes. */
final class PublishedCache implements Case {
  private static final int ANSWER_BYTES = 1_024 - 16;
  private static final int CAPACITY = 60_000;

  private final Map<String, byte[]> cache = new LruMap<>(CAPACITY);

  @Override
  public synchronized void onRequest(Call call) {
    cache.putIfAbsent(call.text(), new byte[ANSWER_BYTES]);
  }

  @Override
  public synchronized Map<String, Long> published() {
    return Map.of("cacheEntries", (long) cache.size(), "maxCacheEntries", (long) CAPACITY);
  }
}
