package dev.tidemark.experiment;

import dev.tidemark.analysis.Events;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Carries out a stage whose requests all end in a way of their own: small rounds first, and larger
 * ones where these left the answer open, as the ordinary rounds do.
 */
final class ModeStage {
  private static final int ROUNDS = 24;
  private static final int FIRST_LOOK = 16;
  private static final int MOST_ROUNDS = 54;
  private static final int SEGMENTS = 3;

  /**
   * Growth that must be told from a cache filling up may take this part of the budget, and what is
   * left of it where that is more.
   */
  private static final int SHARE_WHEN_GROWING = 4;

  /** A target whose floors take long does not get its rounds whatever they cost. */
  private static final double MOST_OVER = 4;

  private static final long MOST = 20_000;

  /** Requests of a stage are taken to last at most so many times as long as those of the rounds. */
  private static final double SLOWER = 2;

  private static final List<Manner> ABORTS =
      List.of(
          new Manner.AbortAfter(1),
          new Manner.AbortAfter(2),
          new Manner.AbortAfter(4),
          new Manner.AbortAfter(8));

  private final ArmRun run;
  private final Plan plan;
  private final Duration time;
  private final Supplier<TargetVerdict> judge;
  private final Supplier<Duration> left;
  private int segment;
  private int round;
  private long sent;
  private int rounds;
  private long began;
  private long loadNanos;
  private double mostSeconds;

  /** Where a stage ended. */
  record End(int segment, int round) {}

  /**
   * @param time that it may take while nothing grows
   * @param judge gives the verdict on all that was read so far
   * @param left of the budget
   */
  ModeStage(
      ArmRun run,
      Plan plan,
      Duration time,
      Supplier<TargetVerdict> judge,
      Supplier<Duration> left) {
    this.run = run;
    this.plan = plan;
    this.time = time;
    this.judge = judge;
    this.left = left;
  }

  /**
   * Requests that make a target grow as this verdict says: those of the stage that grows where the
   * rounds do not, else plain ones.
   */
  static LongFunction<Opening> requests(TargetVerdict verdict) {
    return Stream.of(Stage.ABORT, Stage.UPSTREAM, Stage.ERROR)
        .filter(stage -> !grows(verdict, "rounds") && grows(verdict, stage.word()))
        .findFirst()
        .<LongFunction<Opening>>map(stage -> size -> Opening.inTurn(size, manners(stage)))
        .orElse(Opening::of);
  }

  private static boolean grows(TargetVerdict verdict, String source) {
    return verdict.findings().stream()
        .anyMatch(one -> one.source().equals(source) && one.outcome() == Outcome.GROWS);
  }

  /** Carries the stage out from a segment of its own on. */
  End carryOut(Stage stage, int firstSegment, int lastRound) throws InterruptedException {
    segment = firstSegment;
    round = lastRound;
    sent = 0;
    rounds = 0;
    loadNanos = 0;
    began = System.nanoTime();
    mostSeconds = MOST_OVER * time.toMillis() / 1e3;
    long size = Traffic.DECK;
    if (!takesEffect(stage, size)) {
      return new End(segment, round);
    }
    for (int i = 0; i < SEGMENTS; i++) {
      Optional<OptionalLong> next = segment(stage, size, i == 0 ? 1 : 0);
      if (next.isEmpty() || next.get().isEmpty()) {
        break;
      }
      size = next.get().getAsLong();
      segment++;
    }
    return new End(segment, round);
  }

  /** Sends the first round, and says whether most of its requests ended as they were to. */
  private boolean takesEffect(Stage stage, long size) throws InterruptedException {
    RequestCounts before = run.arm().gate().counts();
    round(stage, size);
    RequestCounts after = run.arm().gate().counts();
    long asMeant = asMeant(stage, after) - asMeant(stage, before);
    if (2 * asMeant < size && !run.arm().decided()) {
      run.event(
          Events.NOTE,
          switch (stage) {
            case ABORT ->
                "aborted requests were not tried: the answers ended before they could be given up";
            case UPSTREAM ->
                "upstream failures were not tried: errorRequest was answered as good requests are";
            default ->
                "failed requests were not tried: what was sent to fail was answered as good requests are";
          });
    }
    return 2 * asMeant >= size;
  }

  private static long asMeant(Stage stage, RequestCounts counts) {
    return switch (stage) {
      case ABORT -> counts.aborted();
      case UPSTREAM -> counts.failed() + counts.unknown();
      default -> counts.failed();
    };
  }

  private static List<Manner> manners(Stage stage) {
    return switch (stage) {
      case ABORT -> ABORTS;
      case UPSTREAM -> List.of(new Manner.ErrorRequest());
      default -> List.of(new Manner.BadBody());
    };
  }

  /**
   * Sends rounds of one size up to the look at which the stage is settled.
   *
   * @param done rounds of this segment that were sent before
   * @return empty where it is settled; else the next size, which may be absent
   */
  private Optional<OptionalLong> segment(Stage stage, long size, int done)
      throws InterruptedException {
    Optional<OptionalLong> next = Optional.empty();
    for (int i = done + 1; i <= MOST_ROUNDS && !run.arm().decided(); i++) {
      if (run.requestsLeft() < size || seconds() > mostSeconds) {
        return Optional.empty();
      }
      round(stage, size);
      boolean look = i == FIRST_LOOK || i == ROUNDS || i == 36 || i == MOST_ROUNDS;
      if (look) {
        TargetVerdict verdict = judge.get();
        StageFindings found = StageFindings.of(stage, verdict);
        if (verdict.verdict().kind() == Verdict.Kind.LEAK || found.isEmpty()) {
          return Optional.empty();
        }
        if (i >= ROUNDS && found.stand()) {
          return Optional.empty();
        }
        if (i >= ROUNDS) {
          double allowed = secondsAllowed(found);
          mostSeconds = Math.max(mostSeconds, allowed);
          next = Optional.of(next(found, verdict, size, allowed));
          if (next.get().isPresent() || seconds() > allowed) {
            return next;
          }
        }
      }
    }
    return next;
  }

  private void round(Stage stage, long size) throws InterruptedException {
    long opened = System.nanoTime();
    run.load(segment, ++round, Opening.inTurn(size, manners(stage)));
    loadNanos += System.nanoTime() - opened;
    run.floor(stage.floor());
    sent += size;
    rounds++;
  }

  /**
   * The size of larger rounds that would settle it, or that come half or a quarter of the way;
   * absent where there is no room for them.
   */
  private OptionalLong next(StageFindings found, TargetVerdict verdict, long size, double allowed) {
    double wanted = Math.min(found.wanted(plan, size, ROUNDS), MOST);
    return LongStream.of(1, 2, 4)
        .map(part -> inDecks(wanted / part))
        .filter(next -> next > size && hasTime(next, allowed))
        .filter(next -> run.fits(found.heapGrowth(), next * ROUNDS, verdict.lastFloor().orElse(0)))
        .filter(next -> next * ROUNDS <= run.requestsLeft())
        .findFirst();
  }

  private static long inDecks(double requests) {
    return Math.max(1, (long) Math.ceil(requests / Traffic.DECK)) * Traffic.DECK;
  }

  /** What a small round takes is mostly the same for larger ones: opening, draining, the floor. */
  private boolean hasTime(long next, double allowed) {
    double perRequest = Math.min(loadNanos / 1e9 / sent, SLOWER / run.requestsPerSecond());
    double besides = (seconds() - perRequest * sent) / rounds;
    return seconds() + ROUNDS * (next * perRequest + besides) <= allowed;
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private double secondsAllowed(StageFindings found) {
    double allowed = time.toMillis() / 1e3;
    if (!found.grow()) {
      return allowed;
    }
    Duration rest = left.get().plusNanos(System.nanoTime() - began);
    return Math.max(allowed, StageChoice.longer(plan, SHARE_WHEN_GROWING, rest).toMillis() / 1e3);
  }
}
