package dev.tidemark.targets.proxy;

import java.util.ArrayDeque;

/** The last so many values, in room that is taken once. Not thread-safe. */
final class Ring<T> {
  private final int capacity;
  private final ArrayDeque<T> values;

  Ring(int capacity) {
    this.capacity = capacity;
    values = new ArrayDeque<>(capacity + 1);
  }

  void add(T value) {
    if (values.size() == capacity) {
      values.removeFirst();
    }
    values.addLast(value);
  }

  int size() {
    return values.size();
  }

  int capacity() {
    return capacity;
  }
}
