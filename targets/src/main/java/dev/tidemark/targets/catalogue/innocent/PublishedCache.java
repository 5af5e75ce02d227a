package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.LinkedHashMap;
import java.util.Map;

/** No leak: a prompt cache larger than the cache allowance, whose bound the service publishes. */
final class PublishedCache implements Case {
  private static final int ANSWER_BYTES = 1_024 - 16;
  private static final int CAPACITY = 60_000;

  private final Map<String, byte[]> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > CAPACITY;
        }
      };

  @Override
  public synchronized void onRequest(Call call) {
    cache.putIfAbsent(call.text(), new byte[ANSWER_BYTES]);
  }

  @Override
  public synchronized Map<String, Long> published() {
    return Map.of("cacheEntries", (long) cache.size(), "maxCacheEntries", (long) CAPACITY);
  }
}
