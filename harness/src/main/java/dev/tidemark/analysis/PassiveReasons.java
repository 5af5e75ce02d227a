package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.FloorDecision;
import java.util.Locale;
import java.util.Optional;

/**
 * The sentences that say why a recorded series is judged as it is, each with its figures.
 *
 * @param basis the readings judged, in words with their number
 * @param advice what would tell more, said where nothing is decided
 */
record PassiveReasons(
    FloorDecision shape,
    RecordingAxis axis,
    double delta,
    double allowance,
    String basis,
    String advice) {

  /** The verdict that an outcome means under the cache allowance. */
  Verdict verdict(FloorDecision.Outcome outcome) {
    return switch (outcome) {
      case LEAK ->
          shape.growth() >= allowance
              ? new Verdict.Leak(leak())
              : new Verdict.Growing(withinAllowance(), true);
      case GROWING -> new Verdict.Growing(unsettled(), false);
      case PLATEAU -> new Verdict.Plateau(plateau(), delta);
      case INCONCLUSIVE -> new Verdict.Inconclusive(inconclusive());
    };
  }

  private String leak() {
    return grows()
        + (allowance == 0
            ? "; no growth was allowed"
            : ", beyond the cache allowance of " + ByteSize.format(allowance));
  }

  private String withinAllowance() {
    return grows()
        + ", within the cache allowance of "
        + ByteSize.format(allowance)
        + "; "
        + enough();
  }

  private String unsettled() {
    return "grows by "
        + rate()
        + " in "
        + basis
        + ", but nothing shows that it goes on: it may be a cache that fills, or garbage that no"
        + " major collection has cleared; "
        + advice;
  }

  private String plateau() {
    return String.format(
        Locale.ROOT,
        "no growth of %s %s or more: at most %s is left possible by %s",
        ByteSize.format(delta),
        axis.per(),
        ByteSize.format(Math.max(0, shape.reached().orElse(0))),
        basis);
  }

  private String inconclusive() {
    Optional<FloorDecision.Slope> slope = shape.slope();
    if (slope.isEmpty()) {
      return basis + " are too few to judge by; " + advice;
    }
    if (slope.get().low() > 0) {
      return "rises by "
          + rate()
          + " over "
          + basis
          + " but too few follow a major collection to tell what is held from garbage; "
          + advice;
    }
    return "by "
        + basis
        + " growth "
        + axis.per()
        + " may be anything from "
        + between()
        + ", too wide to tell "
        + ByteSize.format(delta)
        + " from none; "
        + advice;
  }

  private String grows() {
    return "grows " + rate() + ", at least " + ByteSize.format(shape.growth()) + " in " + basis;
  }

  private String enough() {
    double slope = shape.slope().map(FloorDecision.Slope::value).orElse(0.0);
    if (!(slope > 0)) {
      return "a longer recording tells a filling cache from a leak";
    }
    double needed = allowance / slope;
    return axis == RecordingAxis.REQUESTS
        ? String.format(
            Locale.ROOT,
            "at least %,d requests tell a filling cache from a leak",
            (long) Math.ceil(needed))
        : String.format(
            Locale.ROOT, "at least %.1f hours tell a filling cache from a leak", needed);
  }

  private String rate() {
    return ByteSize.format(shape.slope().map(FloorDecision.Slope::value).orElse(0.0))
        + " "
        + axis.per()
        + " ("
        + between()
        + ")";
  }

  private String between() {
    return shape
        .slope()
        .map(slope -> ByteSize.format(slope.low()) + " to " + ByteSize.format(slope.high()))
        .orElse("unknown");
  }
}
