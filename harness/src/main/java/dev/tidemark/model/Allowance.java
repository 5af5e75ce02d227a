package dev.tidemark.model;

/**
 * Growth that may be a cache filling up: below it nothing is called a leak. Every kind of series
 * has its own.
 *
 * @param bytes for live set and other bytes
 */
public record Allowance(
    ByteSize bytes, long entries, long threads, long descriptors, long classes) {
  /**
   * Entries count against it once they were seen to grow for so long: a cache whose entries live
   * for a few seconds holds many of them under quick traffic.
   */
  public static final double SECONDS_OF_ENTRIES = 15;

  /**
   * The published defaults: 16 MiB, 20,000 entries, 256 threads, 1,024 descriptors, 5,000 classes.
   */
  public static final Allowance DEFAULT =
      new Allowance(ByteSize.ofMebibytes(16), 20_000, 256, 1_024, 5_000);

  public Allowance {
    if (bytes.bytes() < 0 || entries < 0 || threads < 0 || descriptors < 0 || classes < 0) {
      throw new IllegalArgumentException(
          "a cache allowance cannot be negative; write 0 to allow no growth");
    }
  }

  public Allowance withBytes(ByteSize size) {
    return new Allowance(size, entries, threads, descriptors, classes);
  }

  /**
   * The instances that one class may gain. Who allows more bytes than usual, and says nothing of
   * entries, allows more of these, too.
   */
  public long entriesOfOneClass() {
    double usual = DEFAULT.bytes().bytes();
    return entries == DEFAULT.entries()
        ? Math.round(entries * Math.max(1, bytes.bytes() / usual))
        : entries;
  }

  /** The allowance of a kind, in the unit of its series. */
  public double of(MetricKind kind) {
    return switch (kind) {
      case LIVE_SET, BYTES -> bytes.bytes();
      case ENTRIES -> entries;
      case THREADS -> threads;
      case DESCRIPTORS -> descriptors;
      case CLASSES -> classes;
      case INDIRECT -> bytes.bytes();
      case RESIDENT, NATIVE -> Math.max(bytes.bytes(), ByteSize.ofMebibytes(64).bytes());
      case BOUNDED, SHOWN -> Double.MAX_VALUE;
    };
  }
}
