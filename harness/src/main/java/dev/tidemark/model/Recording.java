package dev.tidemark.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory of one target as somebody else recorded it: a CSV file, a log of collections, a saved
 * query.
 *
 * @param name of the target or of the metric
 * @param lives of the process, in order; a restart begins a new one
 * @param limit the memory limit, where the recording tells
 * @param defects what was wrong with the rows, one clear sentence each
 */
public record Recording(
    String name, List<Life> lives, Optional<Limit> limit, List<String> defects) {

  public Recording {
    lives = List.copyOf(lives);
    defects = List.copyOf(defects);
  }

  /** What a reading follows, and so how much garbage it may hold. */
  public enum After {
    /** A full collection that was forced for the reading. */
    FORCED,
    /** A major collection of the target's own accord. */
    MAJOR,
    /** A minor collection. */
    MINOR,
    /** Nothing in particular. */
    NOTHING
  }

  /**
   * What was recorded between two restarts.
   *
   * @param tracks readings by what they follow
   * @param seconds from its first row to its last
   * @param requests served in it; empty where the recording does not tell
   * @param peakBytes the highest reading of any kind
   */
  public record Life(
      Map<After, Track> tracks, double seconds, Optional<Double> requests, double peakBytes) {
    public Life {
      EnumMap<After, Track> copy = new EnumMap<>(After.class);
      copy.putAll(tracks);
      tracks = Collections.unmodifiableMap(copy);
    }

    /** The readings of one kind; none where there are none. */
    public Track track(After what) {
      return tracks.getOrDefault(what, Track.NONE);
    }
  }

  /** Readings in order of time; the arrays have one length. */
  public static final class Track {
    public static final Track NONE = new Track(new double[0], new double[0], new double[0], 0);

    private final double[] seconds;
    private final double[] requests;
    private final double[] bytes;
    private final long rows;

    /**
     * Makes a track of arrays that nobody changes any more.
     *
     * @param seconds since the recording began, never decreasing
     * @param requests cumulative, never decreasing; all 0 where the recording does not tell
     * @param rows how many rows of the file they stand for; more where neighbours were joined
     */
    public Track(double[] seconds, double[] requests, double[] bytes, long rows) {
      if (seconds.length != bytes.length || requests.length != bytes.length) {
        throw new IllegalArgumentException("columns of different length");
      }
      this.seconds = seconds;
      this.requests = requests;
      this.bytes = bytes;
      this.rows = rows;
    }

    public int length() {
      return bytes.length;
    }

    public double[] seconds() {
      return seconds.clone();
    }

    public double[] requests() {
      return requests.clone();
    }

    public double[] bytes() {
      return bytes.clone();
    }

    public long rows() {
      return rows;
    }
  }
}
