package dev.tidemark.model;

/**
 * What a series measures, which decides how its growth is judged: against which allowance, and
 * whether it may convict at all.
 */
public enum MetricKind {
  /**
   * The bytes that survive a forced full collection: the primary series of a runtime that can
   * collect.
   */
  LIVE_SET(true),
  /**
   * Other bytes that a target retains: direct buffers, metaspace, bytes published in its
   * statistics.
   */
  BYTES(true),
  /** Entries of a collection that was declared to count. */
  ENTRIES(true),
  THREADS(true),
  DESCRIPTORS(true),
  CLASSES(true),
  /** A count that pairs with a maximum the target publishes: explains growth, never convicts. */
  BOUNDED(false),
  /** Resident memory of the process: noisy by tens of megabytes, so it may warn but not convict. */
  RESIDENT(false),
  /**
   * Resident memory that neither the Java heap nor anything else that is measured explains: what
   * native code holds. Noisy by megabytes, so it convicts beyond an allowance of its own.
   */
  NATIVE(true),
  /** Judged and shown, but another series tells it better: never counts for its target. */
  INDIRECT(false),
  /**
   * Shown and explained, never convicted: served requests, uptime, collections, heap with garbage.
   */
  SHOWN(false);

  private final boolean convicts;

  MetricKind(boolean convicts) {
    this.convicts = convicts;
  }

  /** Whether growth of such a series can be a LEAK. */
  public boolean convicts() {
    return convicts;
  }
}
