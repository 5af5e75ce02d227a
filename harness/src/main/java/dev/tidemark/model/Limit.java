package dev.tidemark.model;

/**
 * The memory that the target may use.
 *
 * @param source where the number comes from: {@code -Xmx}, {@code cgroup}, {@code limit}
 * @param usable the part of it that live objects can fill before the target dies
 * @param region the granule in which the memory is given out: an object that does not fit into what
 *     is left of a region leaves that empty; 0 where memory is in one piece
 */
public record Limit(ByteSize size, String source, ByteSize usable, ByteSize region) {
  public Limit {
    if (usable.bytes() > size.bytes() || region.bytes() < 0) {
      throw new IllegalArgumentException(
          "usable " + usable + " of " + size + " in regions of " + region + " makes no sense");
    }
  }

  /** A limit all of which can be used, in one piece. */
  public Limit(ByteSize size, String source) {
    this(size, source, size, new ByteSize(0));
  }
}
