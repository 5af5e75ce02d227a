package dev.tidemark.accuracy;

import java.util.ArrayList;
import java.util.List;

/** All cells, in the order of the page. */
final class Cells {
  static final double[] SIZES = {45, 60, 80, 120, 170, 240, 340};
  private static final int[] OTHER_LENGTHS = {36, 120, 180};
  private static final int ROUNDS = 60;

  private Cells() {}

  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Zoo kind : Zoo.values()) {
      looks(kind, cells);
    }
    return cells;
  }

  private static void looks(Zoo kind, List<Cell> cells) {
    if (kind.truth() != Truth.LEAKING || kind.leak().ownSize()) {
      cells.add(new SingleLook(kind, ROUNDS, 0));
      return;
    }
    for (double size : new double[] {60, 170}) {
      cells.add(new SingleLook(kind, ROUNDS, size));
    }
  }
}
