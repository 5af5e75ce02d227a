package dev.tidemark.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a service needs, and how long it lasts.
 *
 * @param inFlight requests in flight that were asked for
 * @param liveUnderLoad the live set that so many requests in flight make, in bytes
 * @param recommended a limit that is enough; absent where memory grows or was not read under load
 * @param timesAtRate requests per second that times to the limit are told at
 * @param growthPerHour of the live set at that rate, in bytes; absent where it does not grow
 * @param secondsBetweenRestarts from the first floor to the limit, from both ends of the interval
 * @param first what runs out before the memory under the limit; where it is there, requests and
 *     time until the limit are those until then
 * @param death what became of the target where it was driven on until it died
 */
public record Sizing(
    int inFlight,
    OptionalDouble liveUnderLoad,
    Optional<RecommendedLimit> recommended,
    OptionalDouble timesAtRate,
    Optional<SlopeEstimate> growthPerHour,
    Optional<Range> secondsBetweenRestarts,
    Optional<ScarceResource> first,
    Optional<Death> death) {
  /** Nothing is known. */
  public static final Sizing NONE =
      new Sizing(
          0,
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same of a target that runs out of something else before its memory. */
  public Sizing until(ScarceResource resource) {
    return new Sizing(
        inFlight,
        liveUnderLoad,
        recommended,
        timesAtRate,
        growthPerHour,
        Optional.empty(),
        Optional.of(resource),
        death);
  }
}
