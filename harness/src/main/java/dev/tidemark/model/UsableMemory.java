package dev.tidemark.model;

/**
 * The part of a memory limit that live objects can fill before the target dies.
 *
 * @param least what they can fill at any rate
 * @param most what they can fill at best
 * @param region the granule in which memory is given out: an object that does not fit into what is
 *     left of a region leaves that empty; 0 where memory is in one piece
 */
public record UsableMemory(ByteSize least, ByteSize most, ByteSize region) {
  public UsableMemory {
    if (least.compareTo(most) > 0 || least.bytes() < 0 || region.bytes() < 0) {
      throw new IllegalArgumentException(
          "usable memory from "
              + least
              + " to "
              + most
              + " in regions of "
              + region
              + " is none; swap the ends, and give no negative size");
    }
  }

  /** Memory in one piece, all of which can be used. */
  public static UsableMemory allOf(ByteSize size) {
    return new UsableMemory(size, size, new ByteSize(0));
  }
}
