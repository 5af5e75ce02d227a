package dev.tidemark.targets.catalogue.library;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;

/** Innocent: a cache of Caffeine of at most 2,000 answers of 1 KiB. */
final class BoundedCaffeine implements Case {
  private final Cache<Long, byte[]> cache =
      Caffeine.newBuilder().maximumSize(2_000).executor(Runnable::run).build();

  @Override
  public void onRequest(Call call) {
    cache.put(call.number(), new byte[1_024 - 16]);
  }
}
