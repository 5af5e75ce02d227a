package dev.tidemark.recording;

import dev.tidemark.model.Limit;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.Recording.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the rows of a recording in bounded memory.
 *
 * <p>Idea: what is held shows in the lowest readings, so when a track is full each two neighbours
 * become one, the lower of them; a track of any length keeps between half and all of {@value
 * #CAPACITY} readings.
 */
public final class RecordingBuilder {
  static final int CAPACITY = 1 << 16;

  private static final int FEWEST_OF_A_LIFE = 256;

  private final String name;
  private final List<Life> lives = new ArrayList<>();
  private final List<String> defects = new ArrayList<>();
  private final Map<After, Column> columns = new EnumMap<>(After.class);
  private Optional<Limit> limit = Optional.empty();
  private boolean counted;
  private boolean begun;
  private double firstSecond;
  private double lastSecond;
  private double firstRequest;
  private double lastRequest;
  private double peak;

  public RecordingBuilder(String name) {
    this.name = name;
  }

  /**
   * Adds a reading whose time and requests are not before those of the reading before.
   *
   * @param seconds since the recording began
   * @param requests cumulative over the life of the process
   */
  public void add(double seconds, double requests, double bytes, After what) {
    counted = true;
    put(seconds, requests, bytes, what);
  }

  /** Adds a reading of a recording that does not tell requests. */
  public void add(double seconds, double bytes, After what) {
    put(seconds, 0, bytes, what);
  }

  /** The process began anew; the more lives it has had, the less is kept of each that is over. */
  public void restart() {
    int room = Math.max(FEWEST_OF_A_LIFE, CAPACITY / (1 + lives.size()));
    columns.values().forEach(column -> column.shrinkTo(room));
    end();
  }

  private void end() {
    if (begun) {
      lives.add(life());
    }
    columns.clear();
    begun = false;
    peak = 0;
  }

  public void defect(String sentence) {
    defects.add(sentence);
  }

  public void limit(Limit known) {
    limit = Optional.of(known);
  }

  public Recording build() {
    end();
    return new Recording(name, lives, limit, defects);
  }

  private void put(double seconds, double requests, double bytes, After what) {
    if (!begun) {
      begun = true;
      firstSecond = seconds;
      firstRequest = requests;
    }
    lastSecond = seconds;
    lastRequest = requests;
    peak = Math.max(peak, bytes);
    columns.computeIfAbsent(what, key -> new Column()).add(seconds, requests, bytes);
  }

  private Life life() {
    Map<After, Track> tracks = new EnumMap<>(After.class);
    columns.forEach((what, column) -> tracks.put(what, column.track()));
    return new Life(
        tracks,
        lastSecond - firstSecond,
        counted ? Optional.of(lastRequest - firstRequest) : Optional.empty(),
        peak);
  }

  /** The readings of one kind, joined when there are too many. */
  private static final class Column {
    private double[] seconds = new double[256];
    private double[] requests = new double[256];
    private double[] bytes = new double[256];
    private int length;
    private int joined = 1;
    private int open;
    private long rows;

    void add(double second, double request, double value) {
      rows++;
      if (open > 0 && open < joined) {
        if (value < bytes[length - 1]) {
          set(length - 1, second, request, value);
        }
        open++;
        return;
      }
      if (length == CAPACITY) {
        halve();
        joined *= 2;
      }
      if (length == bytes.length) {
        seconds = Arrays.copyOf(seconds, 2 * length);
        requests = Arrays.copyOf(requests, 2 * length);
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      set(length++, second, request, value);
      open = 1;
    }

    void shrinkTo(int room) {
      while (length > room) {
        halve();
      }
    }

    private void halve() {
      for (int i = 0; i < length / 2; i++) {
        int from = bytes[2 * i + 1] < bytes[2 * i] ? 2 * i + 1 : 2 * i;
        set(i, seconds[from], requests[from], bytes[from]);
      }
      length /= 2;
    }

    private void set(int at, double second, double request, double value) {
      seconds[at] = second;
      requests[at] = request;
      bytes[at] = value;
    }

    Track track() {
      return new Track(
          Arrays.copyOf(seconds, length),
          Arrays.copyOf(requests, length),
          Arrays.copyOf(bytes, length),
          rows);
    }
  }
}
