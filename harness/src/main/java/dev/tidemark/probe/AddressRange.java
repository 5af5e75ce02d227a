package dev.tidemark.probe;

/**
 * A stretch of the address space of a process.
 *
 * @param start its first address
 * @param end the address behind its last
 */
public record AddressRange(long start, long end) {
  public AddressRange {
    if (Long.compareUnsigned(start, end) >= 0) {
      throw new IllegalArgumentException(
          "an address range from "
              + Long.toHexString(start)
              + " to "
              + Long.toHexString(end)
              + " is empty; give its first address, then the one behind its last");
    }
  }

  /** Whether it holds the whole of another. */
  public boolean holds(AddressRange other) {
    return Long.compareUnsigned(start, other.start) <= 0
        && Long.compareUnsigned(other.end, end) <= 0;
  }
}
