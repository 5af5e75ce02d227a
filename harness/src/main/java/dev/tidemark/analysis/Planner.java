package dev.tidemark.analysis;

import dev.tidemark.stats.FloorTest;
import java.time.Duration;
import java.util.List;

/**
 * Designs of an experiment that reach a sensitivity.
 *
 * <p>Idea: a round costs the time of its requests and of its floor; at a given precision the total
 * is least where requests take twice as long as the floor. So N* = 2·rate·floor cost, and n = (M σ
 * √12 / (N* δ))^(2/3) rounds of that, between 24 and 240; where more than the most would be needed,
 * N grows instead.
 */
public final class Planner {
  private static final int FEWEST_ROUNDS = 24;
  private static final int MOST_ROUNDS = 240;

  /** The fewest requests of a round with which 54 of them reach beyond warming up. */
  public static final long OUTLASTS_WARM_UP = 100;

  /** What a run of the planned length is to be able to say. */
  public enum Goal {
    /** That growth of the sensitivity is significant, and that less than it is none. */
    DETECT(FloorTest.DETECTABLE),
    /** That growth of the sensitivity is a leak, in one run. */
    CONVICT(FloorTest.CONVICTABLE);

    private final double factor;

    Goal(double factor) {
      this.factor = factor;
    }
  }

  /**
   * A planned run.
   *
   * @param detectable growth per request that will be significant
   * @param convictable growth per request that will be called a leak in one run
   * @param duration of requests and floors together
   */
  public record Design(
      int rounds, long requestsPerRound, double detectable, double convictable, Duration duration) {
    /** Requests of all rounds. */
    public long requests() {
      return rounds * requestsPerRound;
    }
  }

  private Planner() {}

  /**
   * Plans the run that reaches the goal soonest.
   *
   * @param sensitivity growth per request, in the unit of the pilot's noise
   */
  public static Design plan(Pilot pilot, Goal goal, double sensitivity) {
    check(sensitivity);
    double cheapest = Precision.cheapestRequests(pilot.requestsPerSecond(), seconds(pilot));
    long requests = Math.max(1, Math.round(cheapest));
    double needed = Precision.rounds(goal.factor, pilot.noise(), (double) requests, sensitivity);
    if (needed > MOST_ROUNDS) {
      return at(pilot, goal, sensitivity, MOST_ROUNDS);
    }
    return design(pilot, requests, (int) Math.max(FEWEST_ROUNDS, Math.ceil(needed)));
  }

  /** The run of so many rounds that reaches the goal with the fewest requests. */
  public static Design at(Pilot pilot, Goal goal, double sensitivity, int rounds) {
    check(sensitivity);
    double needed = Precision.requests(goal.factor, pilot.noise(), rounds, sensitivity);
    return design(pilot, Math.max(1, (long) Math.ceil(needed)), rounds);
  }

  /** The same goal at each of these numbers of rounds. */
  public static List<Design> alternatives(
      Pilot pilot, Goal goal, double sensitivity, List<Integer> rounds) {
    return rounds.stream().map(n -> at(pilot, goal, sensitivity, n)).toList();
  }

  /**
   * The size of the rounds that a run grows to once its small rounds showed nothing: the least that
   * makes the sensitivity detectable at the first look that may say PLATEAU, but not less than the
   * cheapest, nor than {@value #OUTLASTS_WARM_UP}, because innocent runtimes creep over their first
   * thousands of requests.
   */
  public static double requestsOfARun(Pilot pilot, double sensitivity) {
    check(sensitivity);
    return Math.max(
        OUTLASTS_WARM_UP,
        Math.max(
            Precision.requests(
                FloorTest.DETECTABLE, pilot.noise(), Looks.FIRST_PLATEAU, sensitivity),
            Precision.cheapestRequests(pilot.requestsPerSecond(), seconds(pilot))));
  }

  /** What rounds of this size tell. */
  public static Design design(Pilot pilot, long requests, int rounds) {
    double seconds = rounds * (requests / pilot.requestsPerSecond() + seconds(pilot));
    return new Design(
        rounds,
        requests,
        Precision.slope(FloorTest.DETECTABLE, pilot.noise(), (double) requests, rounds),
        Precision.slope(FloorTest.CONVICTABLE, pilot.noise(), (double) requests, rounds),
        Duration.ofMillis(Math.round(Math.min(seconds, Long.MAX_VALUE / 1e4) * 1e3)));
  }

  private static double seconds(Pilot pilot) {
    return pilot.floorCost().toNanos() / 1e9;
  }

  private static void check(double sensitivity) {
    if (!(sensitivity > 0)) {
      throw new IllegalArgumentException("sensitivity " + sensitivity + " must be positive");
    }
  }
}
