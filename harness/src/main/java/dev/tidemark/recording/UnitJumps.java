package dev.tidemark.recording;

import dev.tidemark.model.Recording.After;
import java.util.Arrays;
import java.util.Locale;

/** Watches for readings that go from one unit to another. */
final class UnitJumps {
  private final double[] last = new double[After.values().length];

  /** Looks at a reading; its place and number are for the complaint. */
  void look(double bytes, After what, String place, long number) throws UnreadableRecording {
    double before = last[what.ordinal()];
    if (before > 0 && bytes > 0 && isUnit(Math.max(bytes / before, before / bytes))) {
      throw new UnreadableRecording(
          String.format(
              Locale.ROOT,
              "%s %d: memory goes from %.0f to %.0f at once, as where units are mixed: cut the file"
                  + " there",
              place,
              number,
              before,
              bytes));
    }
    last[what.ordinal()] = bytes;
  }

  /** A new process may begin with any amount. */
  void forget() {
    Arrays.fill(last, 0);
  }

  private static boolean isUnit(double ratio) {
    return ratio > 800 && ratio < 1300 || ratio > 8e5 && ratio < 1.3e6;
  }
}
