package dev.tidemark.reports;

import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.TargetVerdict;
import java.util.Comparator;
import java.util.List;

/** What is said of the routes of a target. */
final class RoutePhrases {
  private RoutePhrases() {}

  /** Those that matter most first. */
  static List<RouteVerdict> sorted(TargetVerdict target) {
    return target.routes().stream()
        .sorted(
            Comparator.comparing((RouteVerdict route) -> route.verdict().kind())
                .thenComparing(RoutePhrases::growth, Comparator.reverseOrder())
                .thenComparing(RouteVerdict::route))
        .toList();
  }

  private static double growth(RouteVerdict route) {
    return route.slope().map(slope -> slope.perRequest()).orElse(0.0);
  }

  /** {@code /api/chat: +51.2 KiB each}. */
  static String brief(RouteVerdict route) {
    return route.route() + ": " + figure(route);
  }

  /** {@code +51.2 KiB each}, {@code flat}. */
  static String figure(RouteVerdict route) {
    return switch (route.verdict().kind()) {
      case LEAK, CRASHED -> grown(route) + " each";
      case GROWING -> grown(route) + " each, within the allowance";
      case PLATEAU, FILLING -> "flat";
      case INCONCLUSIVE ->
          "undecided" + (route.reached().isPresent() ? ", " + atMost(route) + " each at most" : "");
    };
  }

  private static String grown(RouteVerdict route) {
    return route.slope().map(slope -> Phrases.growth(route.unit(), slope)).orElse("grows");
  }

  /** The growth that is ruled out. */
  static String atMost(RouteVerdict route) {
    return route.reached().isPresent() ? route.unit().format(route.reached().getAsDouble()) : "";
  }

  /** What the verdict on a route is called. */
  static String word(RouteVerdict route) {
    return switch (route.verdict().kind()) {
      case LEAK, CRASHED -> "leaks";
      case GROWING -> "grows";
      case PLATEAU, FILLING -> "flat";
      case INCONCLUSIVE -> "undecided";
    };
  }
}
