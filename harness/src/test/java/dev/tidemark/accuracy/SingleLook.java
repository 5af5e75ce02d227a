package dev.tidemark.accuracy;

import dev.tidemark.model.Verdict;
import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import java.util.Optional;

/**
 * One look at a series of fixed length, with the whole error rate to itself; the sensitivity is
 * what the series should just detect.
 *
 * @param size of the leak, in units of the slope's standard error; ignored by innocent targets
 */
record SingleLook(Zoo kind, int rounds, double size) implements Cell {
  @Override
  public String name() {
    return "look/" + kind + "/n" + rounds + (sized() ? String.format("/%.0fU", size) : "");
  }

  private boolean sized() {
    return truth() == Truth.LEAKING && !kind.leak().ownSize();
  }

  @Override
  public Truth truth() {
    return kind.truth();
  }

  @Override
  public boolean inScope() {
    return truth() != Truth.UNDECIDABLE;
  }

  @Override
  public boolean constantSlope() {
    return kind.constantSlope() && !kind.nuisance().isSlow();
  }

  @Override
  public boolean promised() {
    return inScope() && rounds == 60;
  }

  @Override
  public Answer run(int number) {
    double unit = Scale.unit(rounds) * kind.gauge().coarseness();
    Target target = kind.draw(random(number), Zoo.Course.ofRounds(rounds, size * unit));
    FloorDecision decision =
        FloorTest.of(Settings.atDelta(FloorTest.DETECTABLE * unit))
            .decide(target.requests(), target.readings());
    return new Answer(
        kind(decision.outcome()),
        kind.constantSlope() ? decision.slope().map(slope -> against(slope, target)) : empty(),
        rounds * Scale.REQUESTS,
        Optional.empty(),
        Optional.empty(),
        Answer.NO_PEERS);
  }

  private static Optional<Answer.Interval> empty() {
    return Optional.empty();
  }

  private static Answer.Interval against(FloorDecision.Slope slope, Target target) {
    return Answer.Interval.of(slope.low(), slope.high(), target, target.readings().length);
  }

  static Verdict.Kind kind(FloorDecision.Outcome outcome) {
    return switch (outcome) {
      case LEAK -> Verdict.Kind.LEAK;
      case PLATEAU -> Verdict.Kind.PLATEAU;
      case GROWING -> Verdict.Kind.GROWING;
      case INCONCLUSIVE -> Verdict.Kind.INCONCLUSIVE;
    };
  }
}
