package dev.tidemark.recording;

import dev.tidemark.model.Limit;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import java.util.Locale;

/**
 * The rows of one recording on their way into it: time and requests are made to run forwards, and
 * what had to be done for that is named.
 */
final class Rows {
  private static final String TIME_BACK = "time runs backwards: counted on from where it was";
  private static final String RESTARTED =
      "the count of requests falls: taken as a restart of the process";
  private static final int FEW = 10;

  /** More lives of a process than anyone records. */
  private static final int MOST_RESTARTS = 1_000;

  private final RecordingBuilder builder;
  private final Defects defects = new Defects();
  private final boolean counted;
  private final String place;
  private long rows;
  private boolean begun;
  private boolean fresh = true;
  private double shift;
  private double now;
  private double requests;
  private long readings;
  private int restarts;

  /**
   * @param counted whether the recording tells requests
   * @param place what a row is called, such as {@code row}
   */
  Rows(String name, boolean counted, String place) {
    this.builder = new RecordingBuilder(name);
    this.counted = counted;
    this.place = place;
  }

  /**
   * The moment of the readings that follow.
   *
   * @param seconds on any clock
   * @param ended requests so far; 0 where the recording does not tell
   */
  void moment(double seconds, double ended, long number) throws UnreadableRecording {
    rows++;
    if (!begun) {
      begun = true;
      shift = -seconds;
    }
    if (counted && ended < requests && !fresh) {
      defects.add(RESTARTED, place + " " + number);
      restart();
    }
    if (seconds + shift < now) {
      if (!fresh) {
        defects.add(TIME_BACK, place + " " + number);
      }
      shift = now - seconds;
    }
    now = seconds + shift;
    requests = ended;
    fresh = false;
  }

  /** A reading at the last moment. */
  void reading(double bytes, After what) {
    readings++;
    if (counted) {
      builder.add(now, requests, bytes, what);
    } else {
      builder.add(now, bytes, what);
    }
  }

  /** The process began anew; its clock and its count may begin at 0 again. */
  void restart() throws UnreadableRecording {
    if (++restarts > MOST_RESTARTS) {
      refuseFalls();
      throw new UnreadableRecording("tells of more than " + MOST_RESTARTS + " restarts");
    }
    builder.restart();
    fresh = true;
    requests = 0;
  }

  void defect(String kind, long number) {
    defects.add(kind, place + " " + number);
  }

  void limit(Limit known) {
    builder.limit(known);
  }

  long readings() {
    return readings;
  }

  /** The recording of all rows. */
  Recording recording() throws UnreadableRecording {
    refuseWhereMost(TIME_BACK, 2, "time runs backwards in %,d of %,d %ss: sort it by time");
    refuseFalls();
    defects.sentences().forEach(builder::defect);
    return builder.build();
  }

  private void refuseFalls() throws UnreadableRecording {
    refuseWhereMost(
        RESTARTED, 10, "requests fall in %,d of %,d %ss: a cumulative count is needed, not a rate");
  }

  private void refuseWhereMost(String kind, int share, String complaint)
      throws UnreadableRecording {
    long count = defects.count(kind);
    if (count > rows / share && count > (share > 2 ? FEW : 0)) {
      throw new UnreadableRecording(String.format(Locale.ROOT, complaint, count, rows, place));
    }
  }
}
