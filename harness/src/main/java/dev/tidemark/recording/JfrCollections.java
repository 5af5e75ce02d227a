package dev.tidemark.recording;

import dev.tidemark.model.Recording.After;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The collections of a JFR recording. Each is told by several events, which come in any order: they
 * are held until they are far behind.
 */
final class JfrCollections {
  private static final int HELD = 1024;

  private final Rows rows;
  private final Map<Long, Collection> open = new HashMap<>();
  private final List<Reading> readings = new ArrayList<>();
  private long number;

  private record Reading(double seconds, After what, double bytes) {}

  /** What is known of one collection. */
  private static final class Collection {
    private double beforeSeconds;
    private double before = -1;
    private double seconds;
    private double after = -1;
    private String name = "";
    private String cause = "";
    private boolean mixed;

    After what() {
      boolean forced = GcCause.isForced("(" + cause + ")");
      return switch (name) {
        case "G1Full",
            "ParallelOld",
            "PSMarkSweep",
            "SerialOld",
            "ZGC Major",
            "Z",
            "Shenandoah",
            "ConcurrentMarkSweep" ->
            forced ? After.FORCED : After.MAJOR;
        case "G1New" -> mixed ? After.MAJOR : After.MINOR;
        case "ParallelScavenge", "DefNew", "ParNew", "ZGC Minor" -> After.MINOR;
        // G1Old marks; what it marks is collected by the next ones
        default -> After.NOTHING;
      };
    }
  }

  JfrCollections(Rows rows) {
    this.rows = rows;
  }

  void heap(long id, boolean after, double seconds, double bytes) throws UnreadableRecording {
    Collection one = of(id);
    if (after) {
      one.seconds = seconds;
      one.after = bytes;
    } else {
      one.beforeSeconds = seconds;
      one.before = bytes;
    }
  }

  void collection(long id, String name, String cause) throws UnreadableRecording {
    Collection one = of(id);
    one.name = name;
    one.cause = cause;
  }

  void g1(long id, String type) throws UnreadableRecording {
    of(id).mixed = type.equals("Mixed");
  }

  void reading(double seconds, After what, double bytes) throws UnreadableRecording {
    readings.add(new Reading(seconds, what, bytes));
    if (readings.size() >= 2 * HELD) {
      release(HELD);
    }
  }

  private Collection of(long id) throws UnreadableRecording {
    if (open.size() >= 2 * HELD && !open.containsKey(id)) {
      close(HELD);
    }
    return open.computeIfAbsent(id, key -> new Collection());
  }

  private void close(int keep) throws UnreadableRecording {
    List<Long> oldest = open.keySet().stream().sorted().limit(open.size() - keep).toList();
    for (Long id : oldest) {
      Collection one = open.remove(id);
      if (one != null && one.after >= 0) {
        if (one.before >= 0) {
          reading(one.beforeSeconds, After.NOTHING, one.before);
        }
        reading(one.seconds, one.what(), one.after);
      }
    }
  }

  private void release(int keep) throws UnreadableRecording {
    readings.sort(Comparator.comparingDouble(Reading::seconds));
    List<Reading> ready = readings.subList(0, readings.size() - keep);
    for (Reading one : ready) {
      rows.moment(one.seconds(), 0, ++number);
      rows.reading(one.bytes(), one.what());
    }
    ready.clear();
  }

  /** No more events of these collections will come. */
  void end() throws UnreadableRecording {
    close(0);
    release(0);
  }
}
