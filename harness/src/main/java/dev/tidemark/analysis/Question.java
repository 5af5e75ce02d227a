package dev.tidemark.analysis;

/**
 * What is asked of one series at one look.
 *
 * @param sensitivity the growth per request that must not be missed, in the unit of the series
 * @param allowance growth that may be a cache filling up, in the unit of the series; 0 allows none
 * @param looks how many looks the run may take; they share the error rates
 * @param shares how many series, routes and arms share the error rates
 * @param round readings so far in this segment
 * @param last whether no further look follows
 */
public record Question(
    double sensitivity, double allowance, int looks, int shares, int round, boolean last) {
  public Question {
    if (!(sensitivity > 0)) {
      throw new IllegalArgumentException(
          "sensitivity " + sensitivity + " must be positive, such as 100 bytes per request");
    }
    if (!(allowance >= 0)) {
      throw new IllegalArgumentException(
          "allowance " + allowance + " cannot be negative; pass 0 to allow no growth");
    }
    if (looks < 1 || shares < 1) {
      throw new IllegalArgumentException(
          looks + " looks and " + shares + " shares; there is at least one of each");
    }
    if (round < 0) {
      throw new IllegalArgumentException("round " + round + " cannot be negative");
    }
  }

  /** A question about a recorded series, whose length was fixed before anyone looked at it. */
  public static Question ofRecording(double sensitivity, double allowance) {
    return new Question(sensitivity, allowance, 1, 1, Looks.FIRST_PLATEAU, true);
  }
}
