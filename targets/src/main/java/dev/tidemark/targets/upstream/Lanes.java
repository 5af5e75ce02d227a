package dev.tidemark.targets.upstream;

import java.util.LinkedHashMap;
import java.util.Map;

/** One {@link SizeDeck} per lane; the lane unused for longest is forgotten beyond 1,024 lanes. */
final class Lanes {
  private static final int MAX_LANES = 1_024;

  private final long seed;
  private final Map<String, SizeDeck> decks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SizeDeck> eldest) {
          return size() > MAX_LANES;
        }
      };

  Lanes(long seed) {
    this.seed = seed;
  }

  synchronized int draw(String lane) {
    return decks.computeIfAbsent(lane, name -> new SizeDeck(seed ^ name.hashCode())).draw();
  }
}
