package dev.tidemark.experiment;

import dev.tidemark.analysis.Events;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Stage;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Carries out the stage with more and more requests in flight: rounds with one at a time, two,
 * four, and so on up to the users of the run, and on each rung, where answers are streams, readings
 * while as many are held open.
 */
final class LadderStage {
  private static final int ROUNDS = 16;
  private static final int READINGS = 3;

  private final ArmRun run;
  private final Plan plan;
  private final Duration time;

  LadderStage(ArmRun run, Plan plan, Duration time) {
    this.run = run;
    this.plan = plan;
    this.time = time;
  }

  /** One, its doubles below the users, and the users. */
  static List<Long> rungs(int users) {
    return LongStream.concat(
            LongStream.iterate(1, rung -> rung < users, rung -> 2 * rung), LongStream.of(users))
        .boxed()
        .toList();
  }

  /** Carries the stage out; every rung is a segment of its own. */
  ModeStage.End carryOut(int firstSegment, int lastRound) throws InterruptedException {
    int segment = firstSegment;
    int round = lastRound;
    List<Long> rungs = rungs(plan.concurrency());
    for (long rung : rungs) {
      run.event(Events.RUNG, Long.toString(rung));
      double perSecond = run.requestsPerSecond() * rung / plan.concurrency();
      double seconds = time.toMillis() / 1e3 / rungs.size() / ROUNDS - run.floorSeconds();
      long decks = Math.max(1, (long) (seconds * perSecond) / Traffic.DECK);
      long requests = decks * Traffic.DECK;
      for (int i = 0; i < ROUNDS; i++) {
        if (run.arm().decided() || run.requestsLeft() < requests) {
          return new ModeStage.End(segment, round);
        }
        run.load(segment, ++round, Opening.upTo(rung, requests));
        run.floor(Stage.LADDER.floor());
      }
      for (int i = 0; plan.has(Plan.STREAMING) && i < READINGS && !run.arm().decided(); i++) {
        run.hold(Math.min(rung, run.requestsLeft()));
      }
      segment++;
    }
    return new ModeStage.End(segment, round);
  }
}
