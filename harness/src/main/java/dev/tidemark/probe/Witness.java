package dev.tidemark.probe;

/**
 * Somebody besides a probe who can tell whether a target still runs: its service port, where the
 * probe's own way in has closed.
 */
@FunctionalInterface
public interface Witness {
  /** Knows nothing of the target. */
  Witness NONE = () -> false;

  /** Whether the target was seen alive just now. */
  boolean seesTarget();
}
