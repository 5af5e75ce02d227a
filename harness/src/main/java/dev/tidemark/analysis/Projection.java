package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Range;
import dev.tidemark.model.SlopeEstimate;

/** How far away a limit is at the present growth. */
public final class Projection {
  private Projection() {}

  /**
   * The requests until the limit is reached, from both ends of the slope's interval; infinite at an
   * end that does not grow.
   *
   * @param now what is held now
   */
  public static Range requestsToLimit(ByteSize now, Limit limit, SlopeEstimate slope) {
    double room = Math.max(0, (double) limit.size().bytes() - now.bytes());
    return new Range(
        requests(room, slope.interval().high()), requests(room, slope.interval().low()));
  }

  private static double requests(double room, double perRequest) {
    if (room == 0) {
      return 0;
    }
    return perRequest > 0 ? room / perRequest : Double.POSITIVE_INFINITY;
  }
}
