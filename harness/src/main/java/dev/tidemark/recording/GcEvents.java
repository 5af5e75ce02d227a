package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Recording.After;
import java.util.OptionalDouble;

/** The collections of a GC log on their way into a recording. */
final class GcEvents {
  private final Rows rows;
  private boolean begun;
  private boolean byUptime;
  private double last;

  GcEvents(Rows rows) {
    this.rows = rows;
  }

  /** Takes a collection that ended. */
  void collection(GcTime time, After what, double before, double after, long line)
      throws UnreadableRecording {
    if (!begun) {
      begun = true;
      byUptime = time.uptime().isPresent();
    }
    OptionalDouble now = byUptime ? time.uptime() : time.wall();
    if (now.isEmpty()) {
      if (last == 0) {
        throw new UnreadableRecording(
            "tells no times: log with -Xlog:gc*:file=gc.log:time,uptime,tags");
      }
      rows.defect("a collection without a time: taken at that of the one before", line);
    }
    last = now.orElse(last);
    rows.moment(last, 0, line);
    rows.reading(before, After.NOTHING);
    rows.reading(after, what);
  }

  /** Whether the JVM's clock stands before the last collection. */
  boolean isBack(GcTime time) {
    return byUptime && time.uptime().isPresent() && time.uptime().getAsDouble() < last;
  }

  boolean any() {
    return begun;
  }

  void restart(long line) throws UnreadableRecording {
    rows.defect("the JVM was started anew", line);
    rows.restart();
  }

  void limit(double bytes) {
    if (bytes > 0) {
      rows.limit(new Limit(new ByteSize(Math.round(bytes)), "-Xmx"));
    }
  }

  void defect(String kind, long line) {
    rows.defect(kind, line);
  }
}
