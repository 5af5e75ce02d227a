package dev.tidemark.experiment;

import dev.tidemark.analysis.Events;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Carries out stages on one arm after its rounds, one after the other. */
final class StageRun {
  /** Floors of one stage; its first ones are left out when it is judged. */
  private static final int FLOORS = 16;

  /** Floors without traffic on each side of the load that is sent again. */
  private static final int FLOORS_OF_A_LEVEL = 6;

  /** Of an asked-for load sent again: this part of the budget at most. */
  private static final int REPEAT_SHARE = 3;

  /** A time without traffic after a plateau: this part of the time of a stage. */
  private static final int SHORT_SHARE = 3;

  /**
   * Where time alone drives growth, this part of the budget may go to show how far, and what is
   * left of it where that is more.
   */
  private static final int LONGER_SHARE = 3;

  /** Such growth is to exceed the allowance by this much. */
  private static final double BEYOND = 1.1;

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(40);

  private final ArmRun run;
  private final Plan plan;
  private final StageChoice choice;
  private final Progress progress;
  private final ModeStage mode;
  private final Supplier<TargetVerdict> judge;
  private final Supplier<Duration> left;
  private final Place last;
  private int segment;
  private int round;

  /**
   * Where the rounds ended.
   *
   * @param inSegment rounds of the last segment
   * @param size requests of each of them
   */
  record Place(int segment, int round, int inSegment, long size) {
    long requests() {
      return inSegment * size;
    }
  }

  /**
   * @param judge gives the verdict on all that was read so far
   * @param left of the budget
   */
  StageRun(
      ArmRun run,
      Plan plan,
      StageChoice choice,
      Progress progress,
      Place last,
      Supplier<TargetVerdict> judge,
      Supplier<Duration> left) {
    this.run = run;
    this.mode = new ModeStage(run, plan, choice.time(), judge, left);
    this.plan = plan;
    this.choice = choice;
    this.progress = progress;
    this.segment = last.segment() + 1;
    this.round = last.round();
    this.judge = judge;
    this.left = left;
    this.last = last;
  }

  /**
   * Carries the stages out, as far as the target lives.
   *
   * @param sofar the verdict after the rounds
   * @param watch how much longer a leak is to be watched
   */
  void carryOut(List<Stage> stages, TargetVerdict sofar, Duration watch)
      throws InterruptedException {
    for (Stage stage : stages) {
      if (run.arm().decided()) {
        return;
      }
      switch (stage) {
        case IDLE -> {
          boolean flat = sofar.verdict().kind() == Verdict.Kind.PLATEAU && !choice.wasAsked();
          Duration usual = flat ? choice.time().dividedBy(SHORT_SHARE) : choice.time();
          Duration time = choice.wasAsked() || watch.isZero() ? usual : watch;
          begin(stage, time);
          rest(stage, FLOORS, time);
          restLonger(time);
        }
        case SAME_KEYS -> {
          begin(stage);
          rounds(
              stage,
              run.requestsPerSecond(),
              size -> Opening.sameKeys(size, Traffic.DECK),
              last.size());
        }
        case SEQUENTIAL -> {
          begin(stage);
          double rate = run.requestsPerSecond() / plan.concurrency();
          rounds(stage, rate, Opening::sequential, last.size());
        }
        case REPEAT -> repeat(sofar);
        case ABORT, ERROR, UPSTREAM -> {
          begin(stage);
          ModeStage.End end = mode.carryOut(stage, segment + 1, round);
          segment = end.segment() + 1;
          round = end.round();
        }
        case LADDER -> {
          begin(stage);
          ModeStage.End end =
              new LadderStage(run, plan, choice.time()).carryOut(segment + 1, round);
          segment = end.segment() + 1;
          round = end.round();
        }
        case ROLLOUT, SOAK -> {}
      }
    }
  }

  private void begin(Stage stage) {
    begin(stage, choice.time());
  }

  private void begin(Stage stage, Duration time) {
    run.event(Events.STAGE, stage.word());
    progress.say(
        String.format(
            Locale.ROOT,
            "%s: %s, about %d s",
            run.arm().name(),
            switch (stage) {
              case IDLE -> "no traffic, to see what time alone does";
              case SAME_KEYS -> "the same prompts again and again";
              case SEQUENTIAL -> "one request at a time";
              case REPEAT -> "drained, and the same load again";
              case ABORT -> "answers given up before their end";
              case ERROR -> "bodies that it must refuse";
              case UPSTREAM -> "requests whose upstream fails";
              case LADDER -> "more and more requests in flight";
              case ROLLOUT, SOAK -> "rounds";
            },
            time.toSeconds()));
  }

  private void rest(Stage stage, int floors, Duration time) throws InterruptedException {
    long pause = time.dividedBy(floors).toMillis() - Math.round(run.floorSeconds() * 1000);
    for (int i = 0; i < floors && !run.arm().decided(); i++) {
      Thread.sleep(Math.max(SHORTEST_PAUSE.toMillis(), pause));
      run.place(segment, ++round);
      run.floor(stage.floor());
    }
  }

  /**
   * Goes on without traffic where growth at rest would exceed its allowance within reach.
   *
   * @param rested without traffic so far
   */
  private void restLonger(Duration rested) throws InterruptedException {
    TargetVerdict verdict = judge.get();
    StageFindings found = StageFindings.of(Stage.IDLE, verdict);
    double perSecond = found.heapGrowth();
    if (!found.grow() || perSecond <= 0 || verdict.verdict().kind() == Verdict.Kind.LEAK) {
      return;
    }
    double inRounds =
        last.inSegment() * (last.size() / run.requestsPerSecond() + run.floorSeconds());
    double allowance = plan.allowance().of(MetricKind.LIVE_SET);
    double missing = BEYOND * allowance / perSecond - inRounds - rested.toMillis() / 1e3;
    if (missing > 0
        && missing <= StageChoice.longer(plan, LONGER_SHARE, left.get()).toMillis() / 1e3
        && run.fits(perSecond, (long) missing, floor(verdict))) {
      rest(Stage.IDLE, FLOORS, Duration.ofMillis((long) (1e3 * missing)));
    }
  }

  private static double floor(TargetVerdict verdict) {
    return verdict.lastFloor().orElse(0.0);
  }

  private void rounds(Stage stage, double perSecond, LongFunction<Opening> opening, long most)
      throws InterruptedException {
    double seconds = choice.time().toMillis() / 1e3 / FLOORS - run.floorSeconds();
    long affordable = inDecks(Math.max(0, seconds) * perSecond);
    long requests = Math.max(Traffic.DECK, Math.min(most, affordable));
    for (int i = 0; i < FLOORS && !run.arm().decided() && run.requestsLeft() >= requests; i++) {
      run.load(segment, ++round, opening.apply(requests));
      run.floor(stage.floor());
    }
  }

  /** Leaves out what is too little to compare: less than half of what the rounds sent. */
  private void repeat(TargetVerdict sofar) throws InterruptedException {
    Duration load =
        choice.wasAsked() ? plan.budget().dividedBy(REPEAT_SHARE) : choice.time().dividedBy(2);
    double affordable = run.requestsPerSecond() * load.toMillis() / 1e3;
    long requests = inDecks(Math.min((double) last.requests(), affordable));
    if (requests < Traffic.DECK
        || (!choice.wasAsked() && 2 * requests < last.requests())
        || requests > run.requestsLeft()
        || !fits(sofar, requests)) {
      return;
    }
    begin(Stage.REPEAT);
    Duration level = choice.time().dividedBy(4);
    rest(Stage.REPEAT, FLOORS_OF_A_LEVEL, level);
    if (!run.arm().decided()) {
      run.load(segment, ++round, Opening.of(requests));
      rest(Stage.REPEAT, FLOORS_OF_A_LEVEL, level);
    }
  }

  private static long inDecks(double requests) {
    return (long) requests / Traffic.DECK * Traffic.DECK;
  }

  private boolean fits(TargetVerdict sofar, long requests) {
    double slope =
        sofar
            .primary()
            .flatMap(SeriesVerdict::slope)
            .map(SlopeEstimate::interval)
            .map(ConfidenceInterval::high)
            .orElse(0.0);
    return run.fits(slope, requests, floor(sofar));
  }
}
