package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The upper side of an equivalence test: which growth per request the end of a run rules out.
 *
 * <p>Idea: absence of growth is shown when an upper bound of the slope lies below the growth that
 * matters (Schuirmann, 1987). The bound is taken over the last 100, 70, 50 and 30% of the readings,
 * over what follows the last sharp bend, and over the whole run where it began no higher, whichever
 * is lowest, since a target may settle at any time; the level is small enough to pay for the
 * choice. A line that falls steeply beside large errors fell by chance and rules out no more than
 * one that falls a little. A drop in a tail hides growth, and from two standard errors on the slope
 * beside it counts where that may be higher. Of more than one level shift in a tail, or of one
 * beside a line that falls, all that go up count as growth. A tail that grows significantly by a
 * tenth of what is to be ruled out, or of which a later part does, rules out nothing. A gauge that
 * moves in steps, with too little noise to blur them, may hide growth of one step, and no level
 * shift of it is none.
 */
final class PlateauTest {
  private static final double[] TAILS = {1, 0.7, 0.5, 0.3};
  private static final int FEWEST = 8;
  private static final int MOST_STEPS = 1;

  /** From so many standard errors on a line falls, and what steps up beside it is what expires. */
  private static final double FALLING = 2;

  /** Growth is looked for in tails that start no later than here. */
  private static final double SHORTEST_GROWING = 0.5;

  /** Times what rounding explains, noise that blurs the steps of a gauge. */
  private static final double BLURRED = 1.2;

  /** Of every wave, in a tail. */
  private static final double FEWEST_CYCLES = 1.8;

  /** A tail and the smallest growth per request that it rules out. */
  record Bound(TailSlope tail, double reached) {}

  /** The line through a tail of some readings. */
  private record Tail(Readings all, TailSlope line) {
    static Optional<Tail> of(Readings all, int start) {
      return TailSlope.of(all, start).map(line -> new Tail(all, line));
    }

    /** The highest slope that it may have, and beside a drop in it, should there be one. */
    double upper(double alpha) {
      return all.from(line.start())
          .withDrop()
          .flatMap(more -> TailSlope.of(more, 0))
          .map(beside -> Math.max(line.upper(alpha), beside.upper(alpha)))
          .orElseGet(() -> line.upper(alpha));
    }
  }

  /**
   * A tail that may rule out most.
   *
   * @param growth that shows in it
   * @param least that it rules out where it has no drop, which only adds to that: a drop is looked
   *     for where the bound may still be the lowest
   */
  private record Candidate(Tail tail, double growth, double least) {}

  private final Readings readings;

  /** Those of {@link #TAILS} that can be fitted, the longest first. */
  private final List<Tail> tails;

  /** With the burn-in; absent where that says nothing of what follows. */
  private final Optional<Readings> whole;

  /**
   * @param floors that the readings were made of
   */
  PlateauTest(Readings readings, LowerEnvelope floors) {
    this.readings = readings;
    this.whole = readings.withBurnIn(floors);
    this.tails =
        Arrays.stream(TAILS)
            .mapToInt(share -> (int) Math.floor((1 - share) * readings.length()))
            .mapToObj(this::tail)
            .flatMap(Optional::stream)
            .toList();
  }

  /**
   * The tail that rules out most.
   *
   * @param alpha level of the upper bound
   * @param growthAlpha level at which a tail is said to grow
   */
  Optional<Bound> lowest(double alpha, double growthAlpha) {
    List<Tail> all = new ArrayList<>(tails);
    if (readings.settled() > 0) {
      tail(readings.settled()).ifPresent(all::add);
    }
    whole.flatMap(run -> Tail.of(run, 0)).ifPresent(all::add);
    List<Candidate> candidates =
        all.stream()
            .filter(tail -> isPlain(tail.line()))
            .map(tail -> candidate(tail, alpha, growth(all, tail, growthAlpha)))
            .sorted(Comparator.comparingDouble(Candidate::least))
            .toList();
    Optional<Bound> lowest = Optional.empty();
    for (Candidate each : candidates) {
      if (isBelow(lowest, each.least())) {
        Tail tail = each.tail();
        double reached = reached(tail.line(), tail.upper(alpha), alpha, each.growth());
        lowest = isBelow(lowest, reached) ? Optional.of(new Bound(tail.line(), reached)) : lowest;
      }
    }
    return lowest;
  }

  private Candidate candidate(Tail tail, double alpha, double growth) {
    double least = reached(tail.line(), tail.line().upper(alpha), alpha, growth);
    return new Candidate(tail, growth, least);
  }

  private static boolean isBelow(Optional<Bound> bound, double reached) {
    return bound.filter(each -> reached >= each.reached()).isEmpty();
  }

  /** The longest of the tails of 100, 70 and 50% that grows by more than the effect floor. */
  Optional<TailSlope> growing(double alpha, double effectFloor) {
    return tails.stream()
        .map(Tail::line)
        .filter(tail -> tail.start() <= SHORTEST_GROWING * readings.length())
        .filter(tail -> tail.lower(alpha) > 0 && tail.lower(alpha) >= effectFloor)
        .findFirst();
  }

  private Optional<Tail> tail(int start) {
    return readings.length() - start >= FEWEST ? Tail.of(readings, start) : Optional.empty();
  }

  /** Whether what stands beside the line in a tail leaves enough of it to be seen. */
  private boolean isPlain(TailSlope tail) {
    return Arrays.stream(readings.waves().frequencies())
        .allMatch(wave -> wave * tail.share() >= FEWEST_CYCLES);
  }

  /** What a tail grows by significantly, or any later one, whichever is more. */
  private static double growth(List<Tail> tails, Tail from, double alpha) {
    return tails.stream()
        .map(Tail::line)
        .filter(tail -> tail.share() <= from.line().share())
        .mapToDouble(tail -> tail.lower(alpha))
        .max()
        .orElse(0);
  }

  /**
   * @param slope the highest that it may have
   */
  private double reached(TailSlope tail, double slope, double alpha, double growth) {
    double step = Math.sqrt(12) * readings.leastNoise();
    boolean blurred =
        2 * readings.noise() >= step && tail.deviation() >= BLURRED * readings.leastNoise();
    double upper = slope;
    boolean expires = tail.slope() < -FALLING * tail.error();
    if (tail.steps() > (blurred && !expires ? MOST_STEPS : 0)) {
      upper = Math.max(upper, tail.upperRisen(alpha));
    }
    double stairs = step / (readings.span() * tail.share());
    if (!blurred) {
      upper = stairs * (tail.steps() > 0 ? upper / stairs + 1 : behindStairs(upper / stairs));
    }
    return Math.max(tail.leastUpper(alpha), Math.max(upper, 10 * growth));
  }

  /**
   * The least growth that a gauge which moves in steps is sure to show more of than was seen.
   *
   * <p>Growth by G steps in a tail takes one after every 1/G of it, the first at once at worst. The
   * least squares line through a step at a share u rises by 6u(1 - u), and through K of them by
   * 3K(K + 1)/G - K(K + 1)(2K + 1)/G², where K is the whole part of G; by K - 1/K where G is whole.
   * Nothing at all may be seen of one step, and four fifths at least of 1.56.
   *
   * @param seen upper bound of what the line rises by in the tail, in steps
   * @return steps in the tail
   */
  static double behindStairs(double seen) {
    double rise = Math.max(0, seen);
    double whole = Math.floor((rise + Math.sqrt(rise * rise + 4)) / 2);
    double linear = 3 * whole * (whole + 1);
    double square = whole * (whole + 1) * (2 * whole + 1);
    return 2 * square / (linear + Math.sqrt(linear * linear - 4 * rise * square));
  }
}
