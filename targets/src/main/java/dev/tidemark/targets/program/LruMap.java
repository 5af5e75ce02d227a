package dev.tidemark.targets.program;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops the entry unused for longest beyond its capacity; not safe for threads. */
public final class LruMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final long capacity;

  public LruMap(long capacity) {
    super(16, 0.75f, true);
    this.capacity = capacity;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > capacity;
  }
}
