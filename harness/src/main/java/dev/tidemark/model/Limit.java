package dev.tidemark.model;

/**
 * The memory that the target may use.
 *
 * @param source where the number comes from: {@code -Xmx}, {@code cgroup}, {@code limit}
 * @param usable the part of it that live objects can fill
 */
public record Limit(ByteSize size, String source, UsableMemory usable) {
  /** A limit all of which can be used. */
  public Limit(ByteSize size, String source) {
    this(size, source, UsableMemory.allOf(size));
  }
}
