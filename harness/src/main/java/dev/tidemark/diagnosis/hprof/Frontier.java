package dev.tidemark.diagnosis.hprof;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The objects of one level of a search: listed while they are few, a bit for each object of the
 * heap once they are many, so that neither a list of a million elements nor a table of a million
 * entries costs much.
 */
final class Frontier {
  private static final int MOST_LISTED = 1 << 16;

  private final int[] listed = new int[MOST_LISTED];
  private final BitSet many = new BitSet();
  private int size;

  /** Adds an object that is not in it. */
  void add(int object) {
    if (size < MOST_LISTED) {
      listed[size] = object;
    } else {
      if (size == MOST_LISTED) {
        for (int one : listed) {
          many.set(one);
        }
      }
      many.set(object);
    }
    size++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** All of them, in the order of their places. */
  Cursor cursor() {
    if (size > MOST_LISTED) {
      return new Cursor() {
        private int at = many.nextSetBit(0);

        @Override
        public int next() {
          int object = at;
          at = at < 0 ? at : many.nextSetBit(at + 1);
          return object;
        }
      };
    }
    Arrays.sort(listed, 0, size);
    return new Cursor() {
      private int at;

      @Override
      public int next() {
        return at < size ? listed[at++] : -1;
      }
    };
  }

  void clear() {
    if (size > MOST_LISTED) {
      many.clear();
    }
    size = 0;
  }

  /** A walk over a frontier. */
  interface Cursor {
    /** The next object; negative after the last. */
    int next();
  }
}
