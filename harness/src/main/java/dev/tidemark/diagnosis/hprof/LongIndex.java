package dev.tidemark.diagnosis.hprof;

import java.util.Arrays;

/** Whole numbers by other whole numbers, as an open hash table. */
final class LongIndex {
  static final int NONE = -1;

  private long[] keys = new long[1_024];
  private int[] values = new int[1_024];
  private int size;

  LongIndex() {
    Arrays.fill(values, NONE);
  }

  /** The value, or {@link #NONE}. */
  int get(long key) {
    return values[slot(key)];
  }

  /**
   * @param value not negative
   */
  void put(long key, int value) {
    int slot = slot(key);
    if (values[slot] == NONE && ++size * 2 > keys.length) {
      grow();
      slot = slot(key);
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[keys.length];
    Arrays.fill(values, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (values[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
