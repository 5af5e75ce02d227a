package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Line;
import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.FloorDecision.Slope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The straight lines through a passive series and its last 85, 70 and 50%, and what they rule out
 * and show. The whole series counts for what it rules out only: it holds the warm-up.
 */
final class PassiveLines {
  private static final double[] TAILS = {0.85, 0.7, 0.5};
  private static final double CONFIDENCE = 0.025;

  /** Shorter tails would make the interval of a short series say nothing. */
  private static final int FEWEST_OF_INTERVAL = 8;

  private static final double ALPHA_FLAT = 1.2e-4;
  private static final double ALPHA_GROWING = 2.5e-3;
  private static final double HINT = 5e-3;
  private static final double POWER = 0.1;
  private static final double EFFECT_FLOOR = 0.1;

  private final double[] x;
  private final double[] y;
  private final double delta;
  private final int tests;
  private final Optional<PassiveLine> whole;
  private final List<PassiveLine> tails = new ArrayList<>();

  /**
   * @param tests how many tests share the levels
   */
  PassiveLines(double[] x, double[] y, double delta, int tests) {
    this.x = x;
    this.y = y;
    this.delta = delta;
    this.tests = tests;
    whole = PassiveLine.of(x, y, 0);
    for (double share : TAILS) {
      PassiveLine.of(x, y, (int) Math.floor((1 - share) * x.length)).ifPresent(tails::add);
    }
  }

  /** The line that rules out the growth asked for, and shows no smaller one. */
  Optional<PassiveLine> flat() {
    return ruling()
        .filter(line -> line.upper(ALPHA_FLAT / tests) < delta)
        .filter(line -> line.lower(HINT) < EFFECT_FLOOR * delta)
        .min(Comparator.comparingDouble(line -> line.upper(ALPHA_FLAT / tests)));
  }

  /** The longest tail that grows. */
  Optional<PassiveLine> growing() {
    return tails.stream()
        .filter(line -> line.lower(ALPHA_GROWING / tests) > EFFECT_FLOOR * delta)
        .findFirst();
  }

  /** What a line through a window shows, with the union of the 95% intervals of the tails. */
  FloorDecision shape(Outcome outcome, Optional<PassiveLine> chosen) {
    if (tails.isEmpty()) {
      return FloorDecision.undecided(0);
    }
    PassiveLine basis = chosen.orElse(tails.get(0));
    double low = basis.lower(CONFIDENCE);
    double high = basis.upper(CONFIDENCE);
    for (PassiveLine tail : tails) {
      if (x.length - tail.start() < FEWEST_OF_INTERVAL) {
        continue;
      }
      low = Math.min(low, tail.lower(CONFIDENCE));
      high = Math.max(high, tail.upper(CONFIDENCE));
    }
    PassiveLine all = tails.get(0);
    double significant =
        StudentT.exceededWith(ALPHA_GROWING / tests, all.degrees())
            + StudentT.exceededWith(POWER, all.degrees());
    return new FloorDecision(
        outcome,
        Optional.of(new Slope(basis.slope(), low, high)),
        basis.noise(),
        0,
        reached(),
        growth(basis),
        Optional.of(line(basis)),
        OptionalDouble.of(significant * all.error()),
        OptionalDouble.empty(),
        0,
        x.length);
  }

  /**
   * The lines that may rule out growth. One that falls by as much as is asked for shows that
   * something was given up, behind which such growth may hide.
   */
  private Stream<PassiveLine> ruling() {
    return Stream.concat(whole.stream(), tails.stream()).filter(line -> line.slope() > -delta);
  }

  private OptionalDouble reached() {
    return ruling().mapToDouble(line -> Math.max(0, line.upper(ALPHA_FLAT / tests))).min();
  }

  /** Measured between the ends of the window, not extrapolated from the slope. */
  private double growth(PassiveLine basis) {
    int start = basis.start();
    double first = Order.median(Arrays.copyOfRange(y, start, Math.min(start + 3, y.length)));
    double last = Order.median(Arrays.copyOfRange(y, Math.max(y.length - 5, start), y.length));
    return Math.max(0, last - first - 4 * basis.noise());
  }

  private Line line(PassiveLine basis) {
    int start = basis.start();
    double meanX = 0;
    double meanY = 0;
    for (int i = start; i < x.length; i++) {
      meanX += x[i] / (x.length - start);
      meanY += y[i] / (x.length - start);
    }
    double x0 = x[start];
    double x1 = x[x.length - 1];
    return new Line(
        x0, meanY + basis.slope() * (x0 - meanX), x1, meanY + basis.slope() * (x1 - meanX));
  }
}
