package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.HashMap;
import java.util.Map;

/** Counts by tenant in a map whose key has no equals: an entry a request. */
final class KeyWithoutEquals implements Case {
  private final Map<TenantKey, long[]> counts = new HashMap<>();

  /** One of four tenants, equal to itself alone. */
  static final class TenantKey {
    private final long tenant;

    TenantKey(long tenant) {
      this.tenant = tenant;
    }

    @Override
    public String toString() {
      return "tenant " + tenant;
    }
  }

  @Override
  public synchronized void onRequest(Call call) {
    counts.computeIfAbsent(new TenantKey(call.number() % 4), key -> new long[8])[0]++;
  }
}
