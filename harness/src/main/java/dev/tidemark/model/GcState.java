package dev.tidemark.model;

/** How much garbage a memory reading may still hold. */
public enum GcState {
  /** Taken after a full collection that was verified to have happened: a floor. */
  AFTER_FULL_GC,
  /** Taken after some collection. */
  AFTER_GC,
  /** Taken at any moment, garbage included. */
  LIVE,
  /** Nothing is known. */
  UNKNOWN
}
