package dev.tidemark.accuracy;

import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A leak of just the growth that is printed as convictable: the target is looked at without its
 * leak, and again with a leak of the growth printed then, with the same noise and in another run.
 * Targets of which none is printed are passed over.
 */
record Convicting(Zoo kind, int rounds) implements Cell {
  private static final int ATTEMPTS = 1000;

  @Override
  public String name() {
    return "convictable/" + kind + "/n" + rounds;
  }

  @Override
  public Truth truth() {
    return Truth.LEAKING;
  }

  @Override
  public boolean inScope() {
    return true;
  }

  @Override
  public boolean constantSlope() {
    return true;
  }

  @Override
  public boolean promised() {
    return true;
  }

  @Override
  public Answer run(int number) {
    double unit = Scale.unit(rounds) * kind.gauge().coarseness();
    FloorTest test = FloorTest.of(Settings.atDelta(FloorTest.DETECTABLE * unit));
    SplittableRandom numbers = random(number);
    long seed = 0;
    double convictable = Double.POSITIVE_INFINITY;
    double ofReference = 0;
    for (int attempt = 0; attempt < ATTEMPTS && Double.isInfinite(convictable); attempt++) {
      seed = numbers.nextLong();
      Target without = drawn(seed, 0);
      convictable =
          test.decide(without.requests(), without.readings())
              .convictable()
              .orElse(Double.POSITIVE_INFINITY);
      ofReference = ReferenceRule.convictable(without.requests(), without.readings());
    }
    double growth = Double.isInfinite(convictable) ? 0 : convictable;
    Target with = drawn(seed, growth);
    Target another = drawn(numbers.nextLong(), growth);
    boolean again = outcome(test, another) == FloorDecision.Outcome.LEAK;
    return new Answer(
        SingleLook.kind(outcome(test, with)),
        Optional.empty(),
        rounds * Scale.REQUESTS,
        Optional.empty(),
        Optional.of(Answer.Convictable.of(convictable, ofReference, unit, with, again)),
        Answer.NO_PEERS);
  }

  private static FloorDecision.Outcome outcome(FloorTest test, Target target) {
    return test.decide(target.requests(), target.readings()).outcome();
  }

  private Target drawn(long seed, double slope) {
    return kind.draw(new SplittableRandom(seed), Zoo.Course.ofRounds(rounds, slope));
  }
}
