package dev.tidemark.probe;

/**
 * What a probe can do for an experiment.
 *
 * @param canForceCollection whether a floor reading makes the target collect its garbage first
 * @param namesClasses whether a floor reading brings the live set by class name
 */
public record Capabilities(boolean canForceCollection, boolean namesClasses) {
  /** Reads numbers as they are. */
  public static final Capabilities NUMBERS_ONLY = new Capabilities(false, false);
}
