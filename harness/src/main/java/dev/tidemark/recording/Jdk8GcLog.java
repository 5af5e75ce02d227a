package dev.tidemark.recording;

import dev.tidemark.model.Recording.After;

/**
 * The lines that a JVM up to JDK 8 writes with {@code -Xloggc} and {@code -XX:+PrintGC} or {@code
 * -XX:+PrintGCDetails}. A collection may be spread over several lines.
 */
final class Jdk8GcLog {
  private static final String YOUNG = "[GC";
  private static final int LONGEST = 256;
  private static final String LIMIT = "-XX:MaxHeapSize=";

  private final GcEvents events;
  private final GcTime time = new GcTime();
  private final GcTransition heap = new GcTransition();
  private After pending = After.NOTHING;
  private long since;

  Jdk8GcLog(GcEvents events) {
    this.events = events;
  }

  void line(String line, long at) throws UnreadableRecording {
    int begin = line.indexOf("[Full GC");
    int young = begin < 0 ? young(line) : -1;
    if (begin >= 0) {
      begin(line, begin, at);
      pending = GcCause.isForced(line) ? After.FORCED : After.MAJOR;
    } else if (young >= 0) {
      begin(line, young, at);
      pending = line.contains("(mixed)") ? After.MAJOR : After.MINOR;
    } else {
      limit(line);
      if (pending == After.NOTHING) {
        return;
      }
      if (at - since > LONGEST) {
        pending = After.NOTHING;
        return;
      }
    }
    if (pending != After.NOTHING && transition(line)) {
      events.collection(time, pending, heap.before(), heap.after(), since);
      pending = After.NOTHING;
    }
  }

  private void begin(String line, int bracket, long at) throws UnreadableRecording {
    since = at;
    time.prefix(line, bracket);
    if (events.isBack(time)) {
      events.restart(at);
    }
  }

  /** Where the pause of a collection begins; phases of concurrent collectors are none. */
  private static int young(String line) {
    int at = line.indexOf(YOUNG);
    if (at < 0 || at + YOUNG.length() == line.length()) {
      return -1;
    }
    int next = at + YOUNG.length();
    char first = line.charAt(next);
    char second = next + 1 < line.length() ? line.charAt(next + 1) : ' ';
    boolean pause =
        first == '-'
            || (first == ' ' && (second == '(' || second == '[' || Character.isDigit(second)))
            || line.startsWith(" pause", next);
    return pause && !line.startsWith(" (CMS ", next) && !line.startsWith(" [1 CMS", next) ? at : -1;
  }

  /** Finds the figures of the whole heap, which have no name, or are called {@code Heap}. */
  private boolean transition(String line) {
    int arrow = line.indexOf(GcTransition.ARROW);
    while (arrow >= 0) {
      if (heap.read(line, arrow) && isHeap(line, arrow)) {
        return true;
      }
      arrow = line.indexOf(GcTransition.ARROW, arrow + 1);
    }
    return false;
  }

  private static boolean isHeap(String line, int arrow) {
    int before = Math.max(line.lastIndexOf(' ', arrow), line.lastIndexOf(']', arrow)) + 1;
    int last = before - 1;
    while (last >= 0 && line.charAt(last) == ' ') {
      last--;
    }
    if (last < 0 || line.charAt(last) != ':') {
      return true;
    }
    return line.startsWith("Heap", Math.max(0, last - "Heap".length()));
  }

  private void limit(String line) {
    int at = line.indexOf(LIMIT);
    if (at < 0) {
      return;
    }
    int from = at + LIMIT.length();
    int to = from;
    while (to < line.length() && Character.isDigit(line.charAt(to))) {
      to++;
    }
    events.limit(GcTransition.bytes(line.substring(from, to) + "B", 0, to - from + 1));
  }
}
