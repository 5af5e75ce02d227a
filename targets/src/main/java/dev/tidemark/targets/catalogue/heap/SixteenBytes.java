package dev.tidemark.targets.catalogue.heap;

import org.jspecify.annotations.Nullable;

/**
 * A list node of exactly 16 bytes: 12 of header and 4 of reference, on a JVM with compressed
 * references.
 */
final class SixteenBytes {
  private final @Nullable SixteenBytes next;

  SixteenBytes(@Nullable SixteenBytes next) {
    this.next = next;
  }

  @Nullable SixteenBytes next() {
    return next;
  }
}
