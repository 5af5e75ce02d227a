package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How often verdicts on routes are right, over simulated targets with a known truth. */
final class RouteRates {
  private static final double[] EVEN = {1, 1};
  private static final double[] UNEVEN = {6, 3, 1};
  private static final double[] MANY = {4, 4, 2, 2, 1, 1};
  private static final ByteSize ALLOWANCE = ByteSize.ofMebibytes(1);

  /**
   * A kind of target.
   *
   * @param truth bytes per request to each route in the long run
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Case(
      String name,
      double[] weights,
      double[] truth,
      double noise,
      double correlation,
      int rounds,
      int requests,
      ToDoubleFunction<double[]> besides) {
    RunVerdict run(long seed) {
      return new SimulatedRoutes(weights, this::memory)
          .noise(noise, correlation)
          .run(seed, ALLOWANCE, rounds, requests);
    }

    private double memory(double[] sent) {
      double held = besides.applyAsDouble(sent);
      for (int r = 0; r < sent.length; r++) {
        held += truth[r] * sent[r];
      }
      return held;
    }
  }

  static final List<Case> CASES =
      List.of(
          of("one of two, 50 KB, 16 small rounds", EVEN, 16, 20, 50_000, 0),
          of("one of two, 2 KB, 16 rounds of 400", EVEN, 16, 400, 2_000, 0),
          of("one of two, 2 KB, 54 rounds of 400", EVEN, 54, 400, 2_000, 0),
          with("the same, noise correlated by 0.95", EVEN, 50_000, 0.95, s -> 0, 2_000, 0),
          of("two of three, 1 and 2 KB", UNEVEN, 54, 400, 1_000, 2_000, 0),
          of("the rare one of three, 2 KB", UNEVEN, 54, 400, 0, 0, 2_000),
          of("one of six, 2 KB", MANY, 54, 400, 0, 2_000, 0, 0, 0, 0),
          with(
              "one of two, and the whole warms up by 3 MB",
              EVEN,
              10_000,
              0,
              s -> 3e6 * (1 - Math.exp(-(s[0] + s[1]) / 1_500)),
              2_000,
              0),
          with(
              "one of two, and the other fills a cache of 2 MB",
              EVEN,
              10_000,
              0,
              s -> 1_000 * Math.min(2_000, s[1]),
              2_000,
              0),
          with(
              "none, and one fills a cache of 12 MB",
              EVEN,
              10_000,
              0,
              s -> 2_000 * Math.min(6_000, s[0]),
              0,
              0),
          of("none of three", UNEVEN, 54, 400, 0, 0, 0),
          with("none of three, noise correlated by 0.95", UNEVEN, 50_000, 0.95, s -> 0, 0, 0, 0));

  private RouteRates() {}

  private static Case of(String name, double[] weights, int rounds, int requests, double... truth) {
    return new Case(name, weights, truth, 10_000, 0, rounds, requests, s -> 0);
  }

  private static Case with(
      String name,
      double[] weights,
      double noise,
      double correlation,
      ToDoubleFunction<double[]> besides,
      double... truth) {
    return new Case(name, weights, truth, noise, correlation, 54, 400, besides);
  }

  /** What was found of one kind, as the row of a table. */
  static String row(Case of, int runs) {
    int leaks = 0;
    int leaking = 0;
    int convicted = 0;
    int cleared = 0;
    int innocent = 0;
    int wronglyConvicted = 0;
    int wronglyCleared = 0;
    int held = 0;
    for (int seed = 1; seed <= runs; seed++) {
      RunVerdict run = of.run(seed);
      leaks += run.verdict() == Verdict.Kind.LEAK ? 1 : 0;
      Map<String, RouteVerdict> routes = SimulatedRoutes.routes(run);
      for (int r = 0; r < of.truth().length; r++) {
        RouteVerdict route = routes.get(SimulatedRoutes.name(r));
        if (route == null) {
          throw new AssertionError("no verdict on route " + r);
        }
        boolean leak = route.verdict().kind() == Verdict.Kind.LEAK;
        boolean flat = route.verdict().kind() == Verdict.Kind.PLATEAU;
        boolean truth = of.truth()[r] > 0;
        leaking += truth ? 1 : 0;
        innocent += truth ? 0 : 1;
        convicted += truth && leak ? 1 : 0;
        cleared += !truth && flat ? 1 : 0;
        wronglyConvicted += !truth && leak ? 1 : 0;
        wronglyCleared += truth && flat ? 1 : 0;
        held += route.slope().orElseThrow().interval().contains(of.truth()[r]) ? 1 : 0;
      }
    }
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %d | %d | %.1f%% |",
        of.name(),
        share(leaks, runs),
        share(convicted, leaking),
        share(cleared, innocent),
        wronglyConvicted,
        wronglyCleared,
        100.0 * held / (leaking + innocent));
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
  }
}
