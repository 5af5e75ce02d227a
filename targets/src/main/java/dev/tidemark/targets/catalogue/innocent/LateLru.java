package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.LruMap;
import dev.tidemark.targets.program.UsageException;
import java.util.Map;

/** No leak, though it looks like one until it is full: an LRU cache with a new key a request. */
final class LateLru implements Case {
  /** With its 16 bytes of header an array is 1 KiB. */
  private static final int ENTRY_BYTES = 1_024 - 16;

  private final Map<Long, byte[]> cache;
  private final long capacity;
  private long key;

  LateLru(Arguments arguments) throws UsageException {
    capacity = arguments.intValue("capacity", 3_000, 1, 10_000_000);
    cache = new LruMap<>(capacity);
  }

  @Override
  public synchronized void onRequest(Call call) {
    cache.put(key++, new byte[ENTRY_BYTES]);
  }

  @Override
  public synchronized Map<String, Long> published() {
    return Map.of("cacheEntries", (long) cache.size(), "maxCacheEntries", capacity);
  }
}
