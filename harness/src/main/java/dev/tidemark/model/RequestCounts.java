package dev.tidemark.model;

/**
 * Cumulative counts of one arm's requests at one moment.
 *
 * @param completed answered as expected
 * @param failed answered otherwise, or not at all
 * @param inFlight sent and not yet ended
 */
public record RequestCounts(long completed, long failed, long inFlight) {
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0);

  public RequestCounts {
    if (completed < 0 || failed < 0 || inFlight < 0) {
      throw new IllegalArgumentException(
          "negative request count: completed "
              + completed
              + ", failed "
              + failed
              + ", in flight "
              + inFlight);
    }
  }

  /** All requests that ended: the x-axis. */
  public long ended() {
    return completed + failed;
  }
}
