package dev.tidemark.analysis;

import dev.tidemark.model.Recording.Life;

/**
 * What is asked of one life of a recording.
 *
 * @param sensitivity bytes per request that must not be missed
 * @param allowance bytes that may be a cache filling up; 0 allows none
 * @param shares how many lives share the error rates
 */
record PassiveQuestion(double sensitivity, double allowance, int shares) {
  /** Growth over a whole life below which floors that no requests belong to say nothing. */
  private static final double LEAST_FLOOR_GROWTH = 1 << 20;

  /** Growth over a whole life below which a heap that nobody collected says nothing. */
  private static final double LEAST_PASSIVE_GROWTH = 4 << 20;

  /** A life of no length has no growth either; the number only keeps it finite. */
  private static final double SHORTEST = 1e-3;

  /** The slope asked for of floors that no requests belong to, in bytes per hour. */
  double ofFloors(Life life) {
    return LEAST_FLOOR_GROWTH / Math.max(SHORTEST, RecordingAxis.HOURS.length(life));
  }

  /** The slope asked for of a passive series: a heap with garbage in it tells no less. */
  double ofPassive(RecordingAxis axis, Life life) {
    double least = LEAST_PASSIVE_GROWTH / Math.max(SHORTEST, axis.length(life));
    return axis == RecordingAxis.REQUESTS ? Math.max(sensitivity, least) : least;
  }
}
