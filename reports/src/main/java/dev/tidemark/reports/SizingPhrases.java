package dev.tidemark.reports;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Death;
import dev.tidemark.model.Range;
import dev.tidemark.model.RecommendedLimit;
import dev.tidemark.model.ScarceResource;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Sizing;
import dev.tidemark.model.TargetVerdict;
import java.util.Optional;
import java.util.OptionalDouble;

/** The wording of what a target needs and how long it lasts. */
final class SizingPhrases {
  /** A restart more often than this is no way to live, and not worth a line. */
  private static final double WORTH_SAYING_SECONDS = 60;

  private SizingPhrases() {}

  /** {@code only 6 requests in flight are safe under 128 MiB, and 8 are asked for}. */
  static Optional<String> warning(TargetVerdict target) {
    return target.tooSmall()
        ? Optional.of(
            "only "
                + Phrases.count(target.safeInFlight().orElse(0))
                + " requests in flight are safe"
                + target.limit().map(limit -> " under " + limit.size()).orElse("")
                + ", and "
                + target.sizing().inFlight()
                + " are asked for")
        : Optional.empty();
  }

  /** {@code 250 MiB held, 380 MiB peak at 100 in flight: 512 MiB is enough}. */
  static Optional<String> enough(TargetVerdict target) {
    Sizing sizing = target.sizing();
    Optional<RecommendedLimit> limit = sizing.recommended();
    if (limit.isEmpty() || target.lastFloor().isEmpty() || sizing.liveUnderLoad().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ByteSize.format(target.lastFloor().getAsDouble())
            + " held, "
            + ByteSize.format(sizing.liveUnderLoad().getAsDouble())
            + " peak at "
            + sizing.inFlight()
            + " in flight: "
            + whole(limit.get().size())
            + " is enough");
  }

  /** {@code 512 MiB}: a recommended limit is a round figure. */
  static String whole(ByteSize size) {
    return size.toString().replaceFirst("\\.0+ ", " ");
  }

  /**
   * What runs out first: {@code 128 MiB limit}, {@code limit of 20,000 descriptors}, {@code 256 MiB
   * of direct memory}.
   */
  static Optional<String> limit(TargetVerdict target) {
    return target
        .sizing()
        .first()
        .map(SizingPhrases::limit)
        .or(() -> target.limit().map(limit -> limit.size() + " limit"));
  }

  private static String limit(ScarceResource resource) {
    return switch (resource.kind()) {
      case DESCRIPTORS -> "limit of " + Phrases.count(resource.limit()) + " descriptors";
      case DIRECT_MEMORY -> whole(new ByteSize(resource.limit())) + " of direct memory";
    };
  }

  /** {@code restart needed every 2 h 20 min .. 2 h 50 min}. */
  static Optional<String> restart(TargetVerdict target) {
    return target
        .sizing()
        .secondsBetweenRestarts()
        .filter(period -> period.low() >= WORTH_SAYING_SECONDS)
        .map(period -> "restart needed every " + Phrases.time(period));
  }

  /** {@code died after 4,472 requests, inside the projection}. */
  static Optional<String> death(TargetVerdict target) {
    return target.sizing().death().map(death -> death(death, target.requestsToLimit()));
  }

  private static String death(Death death, Optional<Range> predicted) {
    if (death instanceof Death.Died) {
      String inside =
          predicted
              .map(
                  range ->
                      range.low() <= death.requests() && death.requests() <= range.high()
                          ? ", inside the projection"
                          : ", outside the projection")
              .orElse("");
      return "died after " + Phrases.count(death.requests()) + " requests" + inside;
    }
    return "lives on after " + Phrases.count(death.requests()) + " requests";
  }

  /** {@code growth of 31 B per request would show, 234 B be a leak}. */
  static Optional<String> shows(SeriesVerdict series) {
    OptionalDouble detectable = series.detectable();
    OptionalDouble convictable = series.convictable();
    return detectable.isPresent() && convictable.isPresent()
        ? Optional.of(
            "growth of "
                + Phrases.amount(series, detectable.getAsDouble())
                + " per request would show, "
                + Phrases.amount(series, convictable.getAsDouble())
                + " convict")
        : Optional.empty();
  }

  /** The rate that times are told at: {@code 95/s}. */
  static String rate(TargetVerdict target) {
    return Phrases.rate(target.sizing().timesAtRate().orElse(target.requestsPerSecond()));
  }
}
