package dev.tidemark.analysis;

/**
 * How many rounds the segments of a run have at most; fixed beforehand, as the looks inside them
 * are.
 */
public final class RoundLimits {
  /**
   * Small rounds that already count, so that a target that dies soon is convicted before it does.
   */
  public static final int FIRST_SEGMENT = 24;

  /** Larger rounds, when the small ones showed nothing. */
  public static final int LATER_SEGMENT = 180;

  /** The small rounds, larger ones, and ones so large that growth exceeds the cache allowance. */
  public static final int SEGMENTS = 3;

  private RoundLimits() {}
}
