package dev.tidemark.recording;

import dev.tidemark.model.Recording.After;

/** The lines that a JVM from JDK 9 on writes with {@code -Xlog:gc} or {@code -Xlog:gc*}. */
final class UnifiedGcLog {
  private static final String NUMBER = "GC(";

  /** Collections that overlap end in another order than they began. */
  private static final long OVERLAP = 64;

  private static final String CAPACITY = "Max Capacity: ";
  private static final double FINE = 2.0 * (1 << 20);
  private static final String[] YOUNG = {"DefNew: ", "PSYoungGen: ", "ParNew: "};
  private static final String[] OLD = {"Tenured: ", "ParOldGen: ", "PSOldGen: ", "CMS: "};

  private final GcEvents events;
  private final GcTime time = new GcTime();
  private final GcTransition heap = new GcTransition();
  private long highest = -1;
  private boolean forcedNext;
  private long youngOf = -1;
  private double young;
  private long oldOf = -1;
  private double old;
  private boolean first = true;
  private Cleanup cleanup = Cleanup.NONE;

  /** The last cleanup of a Shenandoah cycle, which ends it: each cycle has two. */
  private record Cleanup(
      long number, GcTime time, After what, double before, double after, long line) {
    static final Cleanup NONE = new Cleanup(-1, new GcTime(), After.NOTHING, 0, 0, 0);
  }

  UnifiedGcLog(GcEvents events) {
    this.events = events;
  }

  void line(String line, long at) throws UnreadableRecording {
    int open = line.indexOf(NUMBER);
    if (open < 0) {
      untold(line);
      return;
    }
    int close = line.indexOf(") ", open);
    if (close < 0 || close - open > 15) {
      return;
    }
    long number = 0;
    for (int i = open + NUMBER.length(); i < close; i++) {
      char digit = line.charAt(i);
      if (digit < '0' || digit > '9') {
        return;
      }
      number = 10 * number + digit - '0';
    }
    if (line.indexOf(GcTransition.ARROW, close) >= 0) {
      message(line, open, close + 2, number, at);
    }
  }

  private void message(String line, int decorated, int from, long number, long at)
      throws UnreadableRecording {
    if (generation(line, from, number)) {
      return;
    }
    Kind kind = Kind.of(line, from);
    if (kind == Kind.OTHER || !heap.read(line, line.lastIndexOf(GcTransition.ARROW))) {
      return;
    }
    time(line, decorated);
    follow(number, at);
    boolean forced = GcCause.isForced(line);
    if (kind == Kind.CLEANUP) {
      cleanup(line, number, at);
      return;
    }
    events.collection(time, kind.after(forced), heap.before(), fine(number, heap.after()), at);
  }

  private void cleanup(String line, long number, long at) {
    After what = line.contains("(Young)") ? After.MINOR : forcedNext ? After.FORCED : After.MAJOR;
    GcTime then = new GcTime();
    then.take(time);
    cleanup = new Cleanup(number, then, what, heap.before(), heap.after(), at);
  }

  /** Sees to it that collections are those of one JVM, in order. */
  private void follow(long number, long at) throws UnreadableRecording {
    if (cleanup.number() >= 0 && cleanup.number() != number) {
      end();
    }
    if (first && number > OVERLAP) {
      events.defect(
          "the log begins with collection " + number + ": what was before is not known", at);
    }
    first = false;
    if (number < highest && (number == 0 || number < highest - OVERLAP)) {
      if (number > OVERLAP) {
        throw new UnreadableRecording(
            "line "
                + at
                + ": collection "
                + number
                + " follows "
                + highest
                + ": give the files in order of time");
      }
      events.restart(at);
      highest = -1;
    }
    highest = Math.max(highest, number);
  }

  /** Takes the finer figures of the generations, which precede those of the heap. */
  private boolean generation(String line, int from, long number) {
    for (String name : YOUNG) {
      if (line.startsWith(name, from)) {
        youngOf = heap.read(line, line.indexOf(GcTransition.ARROW, from)) ? number : -1;
        young = heap.after();
        return true;
      }
    }
    for (String name : OLD) {
      if (line.startsWith(name, from)) {
        oldOf = heap.read(line, line.indexOf(GcTransition.ARROW, from)) ? number : -1;
        old = heap.after();
        return true;
      }
    }
    return false;
  }

  private double fine(long number, double coarse) {
    double sum = young + old;
    return youngOf == number && oldOf == number && Math.abs(sum - coarse) < FINE ? sum : coarse;
  }

  /** Reads the decorations backwards, from where the message begins to where they begin. */
  private void time(String line, int message) {
    time.clear();
    int end = message;
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    while (end > 0 && line.charAt(end - 1) == ']') {
      int begin = line.lastIndexOf('[', end - 1);
      if (begin < 0) {
        return;
      }
      time.decoration(line, begin + 1, end - 1);
      end = begin;
    }
  }

  /** A line without a number: the trigger of the next collection, or the size of the heap. */
  private void untold(String line) throws UnreadableRecording {
    if (line.contains("Trigger")) {
      end();
      forcedNext = GcCause.isForced(line);
      return;
    }
    int capacity = line.lastIndexOf(CAPACITY);
    if (capacity >= 0 && !line.startsWith("Soft ", capacity - "Soft ".length())) {
      events.limit(GcTransition.bytes(line, capacity + CAPACITY.length(), line.length()));
    }
  }

  /** The log has ended. */
  void end() throws UnreadableRecording {
    if (cleanup.number() >= 0) {
      events.collection(
          cleanup.time(), cleanup.what(), cleanup.before(), cleanup.after(), cleanup.line());
      cleanup = Cleanup.NONE;
    }
  }

  /** What a message tells of. */
  private enum Kind {
    YOUNG,
    MIXED,
    FULL,
    CLEANUP,
    OTHER;

    static Kind of(String line, int from) {
      if (line.startsWith("Pause ", from)) {
        return pause(line, from + "Pause ".length());
      }
      if (line.startsWith("Garbage Collection (", from)
          || line.startsWith("Major Collection (", from)) {
        return FULL;
      }
      if (line.startsWith("Minor Collection (", from)) {
        return YOUNG;
      }
      return line.startsWith("Concurrent cleanup", from) ? CLEANUP : OTHER;
    }

    private static Kind pause(String line, int from) {
      if (line.startsWith("Full", from)) {
        return FULL;
      }
      if (line.startsWith("Mixed", from) || line.startsWith("Young (Mixed)", from)) {
        return MIXED;
      }
      if (line.startsWith("Degenerated GC", from)) {
        return line.contains("(Young)") ? YOUNG : MIXED;
      }
      return line.startsWith("Young", from) || line.startsWith("Initial Mark", from)
          ? YOUNG
          : OTHER;
    }

    After after(boolean forced) {
      if (this == FULL) {
        return forced ? After.FORCED : After.MAJOR;
      }
      return this == MIXED ? After.MAJOR : After.MINOR;
    }
  }
}
