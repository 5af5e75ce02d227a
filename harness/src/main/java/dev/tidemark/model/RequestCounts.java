package dev.tidemark.model;

/**
 * Cumulative counts of one arm's requests at one moment.
 *
 * @param completed answered as expected
 * @param failed answered otherwise, or refused, or certainly not answered
 * @param aborted given up by the client on purpose, before their answer was complete
 * @param unknown ended without an answer, so that it cannot be known whether the target served them
 * @param inFlight sent and not yet ended
 */
public record RequestCounts(
    long completed, long failed, long aborted, long unknown, long inFlight) {
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0);

  public RequestCounts {
    if (completed < 0 || failed < 0 || aborted < 0 || unknown < 0 || inFlight < 0) {
      throw new IllegalArgumentException(
          "negative request count: completed "
              + completed
              + ", failed "
              + failed
              + ", aborted "
              + aborted
              + ", unknown "
              + unknown
              + ", in flight "
              + inFlight);
    }
  }

  /** Counts of requests of which none was aborted and none ended unknown. */
  public RequestCounts(long completed, long failed, long inFlight) {
    this(completed, failed, 0, 0, inFlight);
  }

  /** All requests that ended: the x-axis. */
  public long ended() {
    return completed + failed + aborted + unknown;
  }
}
