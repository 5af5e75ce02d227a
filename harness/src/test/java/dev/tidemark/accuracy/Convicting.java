package dev.tidemark.accuracy;

import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import java.util.Optional;

/**
 * A leak of just the growth that is printed as convictable: the target is looked at without its
 * leak, and again with a leak of the growth printed then.
 */
record Convicting(Zoo kind, int rounds) implements Cell {
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
    Target without = kind.draw(random(number), Zoo.Course.ofRounds(rounds, 0));
    double convictable =
        test.decide(without.requests(), without.readings())
            .convictable()
            .orElse(Double.POSITIVE_INFINITY);
    Target with =
        kind.draw(
            random(number),
            Zoo.Course.ofRounds(rounds, Double.isFinite(convictable) ? convictable : 0));
    FloorDecision decision = test.decide(with.requests(), with.readings());
    return new Answer(
        SingleLook.kind(decision.outcome()),
        Optional.empty(),
        rounds * Scale.REQUESTS,
        Optional.empty(),
        convictable / unit,
        Answer.NO_PEERS);
  }
}
