package dev.tidemark.model;

/**
 * What became of a target that was driven on after its verdict, to compare the projection with the
 * truth.
 */
public sealed interface Death {
  /** Requests that it answered after the floor that the projection starts from. */
  long requests();

  /**
   * It died.
   *
   * @param seconds of traffic from that floor to its death
   * @param sign what showed it, in one line
   */
  record Died(long requests, double seconds, String sign) implements Death {}

  /**
   * It did not die within the bounds of the stage.
   *
   * @param why which bound ended it
   */
  record Outlived(long requests, String why) implements Death {}
}
