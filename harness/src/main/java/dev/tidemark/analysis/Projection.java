package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Range;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.UsableMemory;

/**
 * How far away a limit is at the present growth.
 *
 * <p>A target dies when its live set, with what requests in flight hold, fills what of the limit is
 * usable. Both ends of the slope's interval, of what is usable and of what is in flight go into the
 * range: its low end takes the steepest slope, the least usable memory and the most in flight.
 *
 * <p>Where memory is given out in regions, every filled one may end in a gap smaller than the
 * object that no longer fitted, here the growth per request at most, and half a region at most,
 * since larger objects get regions of their own. The collector itself needs up to three regions:
 * one to allocate from, and one or two that compaction left half full.
 */
public final class Projection {
  private static final int SPARE_REGIONS = 3;

  private Projection() {}

  /**
   * The requests until the limit is reached; infinite at an end that does not grow.
   *
   * @param now what is held now
   */
  public static Range requestsToLimit(ByteSize now, Limit limit, SlopeEstimate slope) {
    return requests(room((double) now.bytes(), limit, slope, new Range(0, 0)), slope);
  }

  /**
   * The bytes that are left under the limit.
   *
   * @param now what is held now, in bytes
   * @param inFlight bytes that requests in flight hold at the end
   */
  static Range room(double now, Limit limit, SlopeEstimate slope, Range inFlight) {
    UsableMemory usable = limit.usable();
    double region = usable.region().bytes();
    double least = usable.least().bytes();
    if (region > 0) {
      double object = Math.min(region / 2, Math.max(0, slope.perRequest()));
      least = Math.max(0, least * (1 - object / region) - SPARE_REGIONS * region);
    }
    return new Range(
        Math.max(0, least - inFlight.high() - now),
        Math.max(0, usable.most().bytes() - inFlight.low() - now));
  }

  /** How many steps of this size fill the room; infinite at an end that does not grow. */
  static Range requests(Range room, SlopeEstimate slope) {
    return new Range(
        steps(room.low(), slope.interval().high()), steps(room.high(), slope.interval().low()));
  }

  private static double steps(double room, double each) {
    if (room == 0) {
      return 0;
    }
    return each > 0 ? room / each : Double.POSITIVE_INFINITY;
  }
}
