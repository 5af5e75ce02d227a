package dev.tidemark.experiment;

import dev.tidemark.analysis.Looks;
import dev.tidemark.analysis.Pilot;
import dev.tidemark.analysis.Planner;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Chooses how many requests a round has once small rounds showed nothing.
 *
 * <p>The size is {@link Planner}'s, as far as budget and limit have room, in whole decks, so that
 * every round sends the same sizes.
 */
final class RoundSize {
  static final int ROUNDS = Looks.FIRST_PLATEAU;

  /** The share of a segment that its analysis leaves out. */
  private static final double BURN_IN = 0.15;

  /**
   * When what is bounded is to be full, as shares of a segment: in its burn-in, and where that
   * takes too long as late as leaves enough rounds after the bend.
   */
  static final List<Double> FULL_BY = List.of(BURN_IN, 0.3, 0.5);

  /** How many times the allowance a segment is to grow by, of which the burn-in does not count. */
  private static final double BEYOND = 1.3;

  /**
   * Rounds of a segment whose growth exceeds the allowance, the more the better: such growth is
   * thousands of times the noise, so that few will do where floors cost more than requests.
   */
  static final List<Integer> ROUNDS_BEYOND = List.of(ROUNDS, 36, 24);

  static final long FEWEST = Planner.OUTLASTS_WARM_UP;

  private static final long MOST = 100_000;

  private final Plan plan;

  RoundSize(Plan plan) {
    this.plan = plan;
  }

  /**
   * @param noise standard deviation of one floor, in bytes
   * @param requestsPerSecond while the gate is open
   * @param floorSeconds the cost of a floor
   * @param secondsLeft of the budget
   */
  long choose(double noise, double requestsPerSecond, double floorSeconds, double secondsLeft) {
    Pilot pilot =
        new Pilot(noise, requestsPerSecond, Duration.ofNanos(Math.round(floorSeconds * 1e9)));
    double wanted = Planner.requestsOfARun(pilot, (double) plan.sensitivity().bytes());
    return inDecks(Math.min(wanted, fitting(requestsPerSecond, floorSeconds, secondsLeft)));
  }

  /** The size of which a whole segment fits into what is left of the budget. */
  long affordable(double requestsPerSecond, double floorSeconds, double secondsLeft) {
    return inDecks(fitting(requestsPerSecond, floorSeconds, secondsLeft));
  }

  private static double fitting(double requestsPerSecond, double floorSeconds, double secondsLeft) {
    return Math.max(1, (secondsLeft * 0.8 / ROUNDS - floorSeconds) * requestsPerSecond);
  }

  /**
   * The size that makes growth of this slope exceed the cache allowance within so many rounds,
   * those left out that a test leaves out at least.
   *
   * @param kind what grows: each kind has an allowance of its own
   * @param slope per request, positive
   */
  long toExceedAllowance(MetricKind kind, double slope, int rounds) {
    return inDecks(BEYOND * plan.allowance().of(kind) / slope / rounds);
  }

  /**
   * The size with which a class that gains an instance with every request exceeds the allowed
   * entries within so many rounds, and these last long enough to count. Such counts have no noise,
   * and no round is left out.
   */
  long toExceedEntries(int rounds, double requestsPerSecond, double floorSeconds) {
    double enough = (plan.allowance().entriesOfOneClass() + 1.0) / rounds;
    double seconds = Allowance.SECONDS_OF_ENTRIES / (rounds - 1) - floorSeconds;
    return inDecks(Math.max(enough, seconds * requestsPerSecond));
  }

  /** The rounds that fill what is bounded within a share of a segment. */
  long toFill(long requestsToFull, double share) {
    return inDecks(requestsToFull / (share * ROUNDS));
  }

  /** The rounds that send so many requests after the burn-in of a segment. */
  long toCover(long requests) {
    return inDecks(requests / ((1 - BURN_IN) * (ROUNDS - 1)));
  }

  /**
   * The largest size that fits, in whole decks and no more than this one; one deck at the least.
   */
  static long largest(long size, LongPredicate fits) {
    long largest = size;
    while (largest > Traffic.DECK && !fits.test(largest)) {
      largest -= Traffic.DECK;
    }
    return largest;
  }

  /** Whether so much growth fits under the limit, with a margin. */
  static boolean fits(double slope, long requests, double floor, ByteSize limit) {
    return floor + slope * requests < 0.7 * limit.bytes();
  }

  private static long inDecks(double requests) {
    long decks = (long) Math.ceil(Math.min(requests, MOST) / Traffic.DECK);
    return Math.max(1, decks) * Traffic.DECK;
  }
}
