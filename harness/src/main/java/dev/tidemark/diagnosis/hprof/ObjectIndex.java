package dev.tidemark.diagnosis.hprof;

import java.util.Arrays;

/**
 * The place of each object among all, from 0, by its address.
 *
 * <p>Idea: a bit for every eighth byte of the heap says where an object begins, and its place is
 * the number of bits before it, counted at the start of each word. That takes 1/51 of the heap, and
 * no search.
 */
final class ObjectIndex {
  static final int NONE = -1;

  private static final int WORDS = 1_024;
  private static final int PAGE_BITS = 16;

  private final int shift;
  private final LongIndex pageOf = new LongIndex();
  private long[][] pages = new long[64][];
  private char[][] before = new char[0][];
  private int[] firstOfPage = new int[0];
  private int pageCount;
  private long size;
  private long lastPage = -1;
  private int lastPlace;

  /**
   * @param shift how many low bits of every address are zero
   */
  ObjectIndex(int shift) {
    this.shift = shift;
  }

  /** Whether an address can be told from its neighbours. */
  boolean fits(long id) {
    return (id & ((1L << shift) - 1)) == 0;
  }

  void add(long id) {
    long slot = id >>> shift;
    long[] page = page(slot >>> PAGE_BITS);
    int word = (int) (slot >>> 6) & (WORDS - 1);
    long bit = 1L << slot;
    size += (page[word] & bit) == 0 ? 1 : 0;
    page[word] |= bit;
  }

  private long[] page(long number) {
    if (number != lastPage) {
      int place = pageOf.get(number);
      if (place == LongIndex.NONE) {
        place = pageCount++;
        if (place == pages.length) {
          pages = Arrays.copyOf(pages, place * 2);
        }
        pages[place] = new long[WORDS];
        pageOf.put(number, place);
      }
      lastPage = number;
      lastPlace = place;
    }
    return pages[lastPlace];
  }

  long size() {
    return size;
  }

  /** Counts; afterwards no address may be added. */
  void freeze() {
    before = new char[pageCount][];
    firstOfPage = new int[pageCount];
    int all = 0;
    for (int p = 0; p < pageCount; p++) {
      firstOfPage[p] = all;
      char[] counts = new char[WORDS];
      int inPage = 0;
      for (int w = 0; w < WORDS; w++) {
        counts[w] = (char) inPage;
        inPage += Long.bitCount(pages[p][w]);
      }
      before[p] = counts;
      all += inPage;
    }
  }

  /** The place of the object at this address, or {@link #NONE}. */
  int of(long id) {
    if (id == 0 || !fits(id)) {
      return NONE;
    }
    long slot = id >>> shift;
    long number = slot >>> PAGE_BITS;
    int place = number == lastPage ? lastPlace : pageOf.get(number);
    if (place == LongIndex.NONE) {
      return NONE;
    }
    lastPage = number;
    lastPlace = place;
    int word = (int) (slot >>> 6) & (WORDS - 1);
    long bits = pages[place][word];
    long bit = 1L << slot;
    return (bits & bit) == 0
        ? NONE
        : firstOfPage[place] + before[place][word] + Long.bitCount(bits & (bit - 1));
  }

  /** Whether another object begins within so many bytes after this address. */
  boolean anotherWithin(long id, long bytes) {
    long last = (id + bytes - 1) >>> shift;
    for (long slot = (id >>> shift) + 1; slot <= last; slot++) {
      int place = pageOf.get(slot >>> PAGE_BITS);
      if (place != LongIndex.NONE
          && (pages[place][(int) (slot >>> 6) & (WORDS - 1)] & (1L << slot)) != 0) {
        return true;
      }
    }
    return false;
  }
}
