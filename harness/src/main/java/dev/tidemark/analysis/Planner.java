package dev.tidemark.analysis;

import dev.tidemark.stats.FloorTest;
import java.time.Duration;

/**
 * The cheapest experiment that reaches a sensitivity.
 *
 * <p>Idea: the standard error of a slope is in proportion to noise / (requests per round · rounds
 * to the power of 1.5). A round costs the time of its requests and of its floor; at a given
 * precision the total is least where requests take twice as long as the floor.
 */
public final class Planner {
  private static final int FEWEST_ROUNDS = 24;
  private static final int MOST_ROUNDS = 240;

  /** What a run of the planned length is to be able to say. */
  public enum Goal {
    /** That growth of the sensitivity is significant. */
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
   * @param rounds between 24 and 240
   * @param detectable growth per request that will be significant
   * @param convictable growth per request that will be called a leak in one run
   * @param duration of requests and floors together
   */
  public record Design(
      int rounds,
      long requestsPerRound,
      double detectable,
      double convictable,
      Duration duration) {}

  private Planner() {}

  /**
   * Plans the run that reaches the goal soonest, as far as 24 to 240 rounds allow.
   *
   * @param sensitivity growth per request, in the unit of the pilot's noise
   */
  public static Design plan(Pilot pilot, Goal goal, double sensitivity) {
    if (!(sensitivity > 0)) {
      throw new IllegalArgumentException("sensitivity " + sensitivity + " must be positive");
    }
    double floorSeconds = pilot.floorCost().toNanos() / 1e9;
    long requests = Math.max(1, Math.round(2 * floorSeconds * pilot.requestsPerSecond()));
    double atOneRound = pilot.noise() * Math.sqrt(12) / requests;
    double needed = Math.pow(goal.factor * atOneRound / sensitivity, 2.0 / 3);
    int rounds = (int) Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, Math.ceil(needed)));
    double unit = atOneRound / Math.pow(rounds, 1.5);
    double seconds = rounds * (requests / pilot.requestsPerSecond() + floorSeconds);
    return new Design(
        rounds,
        requests,
        FloorTest.DETECTABLE * unit,
        FloorTest.CONVICTABLE * unit,
        Duration.ofNanos(Math.round(seconds * 1e9)));
  }
}
