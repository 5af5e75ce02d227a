package dev.tidemark.recording;

import dev.tidemark.model.Recording.After;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Watches for readings that go from one unit to another. */
final class UnitJumps {
  private final Map<After, Double> last = new EnumMap<>(After.class);

  /** Looks at a reading; its place and number are for the complaint. */
  void look(double bytes, After what, String place, long number) throws UnreadableRecording {
    Double known = last.put(what, bytes);
    double before = known == null ? 0 : known;
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
  }

  /** A new process may begin with any amount. */
  void forget() {
    last.clear();
  }

  private static boolean isUnit(double ratio) {
    return (ratio > 800 && ratio < 1300) || (ratio > 8e5 && ratio < 1.3e6);
  }
}
