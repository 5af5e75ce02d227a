package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.HashMap;
import java.util.Map;

/** Makes 400 KB of small objects a request, a few of which live until the next one. */
final class GarbageStorm implements Case {
  private Map<String, Integer> last = Map.of();

  @Override
  public void onRequest(Call call) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      counts.merge("word " + (call.number() * 31 + i) % 997, 1, Integer::sum);
    }
    synchronized (this) {
      last = counts.size() > last.size() / 2 ? counts : last;
    }
  }
}
