package dev.tidemark.targets.catalogue.library;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.CompletableFuture;

/**
 * A bounded cache of Caffeine whose futures never complete: what is not there yet does not count
 * against the bound.
 */
final class AsyncCacheLeak implements Case {
  private final AsyncCache<Long, byte[]> cache =
      Caffeine.newBuilder().maximumSize(100).executor(Runnable::run).buildAsync();

  @Override
  public void onRequest(Call call) {
    cache.put(call.number(), new CompletableFuture<>());
  }
}
