package dev.tidemark.model;

/**
 * What one class holds in the live set.
 *
 * @param instances live objects of exactly this class
 * @param bytes their shallow size
 */
public record ClassCount(long instances, long bytes) {
  public ClassCount {
    if (instances < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "a class holds "
              + instances
              + " instances and "
              + bytes
              + " bytes; neither can be negative");
    }
  }
}
