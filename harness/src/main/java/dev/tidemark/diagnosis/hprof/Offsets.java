package dev.tidemark.diagnosis.hprof;

/** Where each object stands in the file: four bytes each, and a fifth where the file is large. */
final class Offsets {
  private final int[] low;
  private final byte[] high;

  Offsets(int objects, long fileSize) {
    low = new int[objects];
    high = new byte[fileSize > 0xffff_ffffL ? objects : 0];
  }

  void set(int object, long at) {
    low[object] = (int) at;
    if (high.length > 0) {
      high[object] = (byte) (at >>> 32);
    }
  }

  long get(int object) {
    long rest = low[object] & 0xffff_ffffL;
    return high.length > 0 ? (high[object] & 0xffL) << 32 | rest : rest;
  }
}
