package dev.tidemark.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A program for a small heap: in each step it makes garbage of all ages, keeps one mebibyte more,
 * and forces a collection.
 */
final class Churner {
  static final int STEPS = 20;
  private static final int GARBAGE_PER_STEP = 8_000;
  private static final int LIVING_FOR_A_WHILE = 2_000;

  private Churner() {}

  public static void main(String[] arguments) {
    List<byte[]> kept = new ArrayList<>();
    ArrayDeque<byte[]> recent = new ArrayDeque<>();
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < GARBAGE_PER_STEP; i++) {
        recent.add(new byte[4_000]);
        if (recent.size() > LIVING_FOR_A_WHILE) {
          recent.poll();
        }
      }
      for (int i = 0; i < 256; i++) {
        kept.add(new byte[4_080]);
      }
      System.out.println("served [" + step + "] GC(" + step + ") -> all well, " + kept.size());
      System.gc();
    }
  }
}
