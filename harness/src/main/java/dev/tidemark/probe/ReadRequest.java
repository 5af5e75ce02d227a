package dev.tidemark.probe;

/** What is asked of one reading: how deep, and by when. */
public record ReadRequest(Depth depth, Deadline deadline) {
  /** How much a reading may disturb its target. */
  public enum Depth {
    /** Cheap numbers, without a collection: fit for a second's rhythm under load. */
    LIGHT,
    /** All numbers after a forced and verified full collection, with the live set by class. */
    FLOOR
  }
}
