package dev.tidemark.targets.upstream;

import dev.tidemark.targets.program.LruMap;
import java.util.Map;

/** One {@link SizeDeck} per lane; the lane unused for longest is forgotten beyond 1,024 lanes. */
final class Lanes {
  private static final int MAX_LANES = 1_024;

  private final long seed;
  private final Map<String, SizeDeck> decks = new LruMap<>(MAX_LANES);

  Lanes(long seed) {
    this.seed = seed;
  }

  synchronized int draw(String lane) {
    return decks.computeIfAbsent(lane, name -> new SizeDeck(seed ^ name.hashCode())).draw();
  }
}
