package dev.tidemark.diagnosis.hprof;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The texts of a dump by their number, read when they are asked for, and the names of classes. */
final class Names {
  private static final int LONGEST = 1_024;

  private final DumpFile file;
  private final Map<Long, long[]> places = new HashMap<>();
  private final LongIndex classes = new LongIndex();
  private final java.util.List<Long> classNames = new java.util.ArrayList<>();
  private final Map<String, String> shared = new HashMap<>();

  Names(DumpFile file) {
    this.file = file;
  }

  /** A text stands at this place. */
  void text(long id, long at, long length) {
    places.put(id, new long[] {at, length});
  }

  /** A class has this name. */
  void loadedClass(long classId, long nameId) {
    classes.put(classId, classNames.size());
    classNames.add(nameId);
  }

  /** The text of this number; {@code ?} where there is none. */
  String text(long id) throws IOException {
    long[] place = places.get(id);
    if (place == null) {
      return "?";
    }
    String text = file.text(place[0], (int) Math.min(LONGEST, place[1]));
    String before = shared.putIfAbsent(text, text);
    return before == null ? text : before;
  }

  /** The name of a class as the class histogram has it, but with dots. */
  String ofClass(long classId) throws IOException {
    int at = classes.get(classId);
    if (at == LongIndex.NONE) {
      return "?";
    }
    String name = text(classNames.get(at)).replace('/', '.');
    int hidden = name.indexOf(".0x");
    int address = name.indexOf("+0x");
    int end = hidden > 0 ? hidden : address > 0 ? address : name.length();
    return name.substring(0, end);
  }
}
