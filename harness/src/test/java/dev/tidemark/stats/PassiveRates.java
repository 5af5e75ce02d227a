package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.FloorDecision.Slope;
import dev.tidemark.stats.PassiveZoo.Run;
import dev.tidemark.stats.PassiveZoo.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** How often the passive test gave each answer about simulated heaps of one shape. */
final class PassiveRates {
  /** Four minutes at four readings a second. */
  private static final int SAMPLES = 960;

  private static final double MARGIN = 4 * PassiveZoo.MEGABYTE;

  private final int runs;
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
  private int covered;

  /**
   * Runs a cell; leaks grow by 4 to 60 MB over the run, the smallest just as much as is asked for.
   *
   * @param least majors collections in a run
   * @param most major collections in a run, drawn between the two
   */
  PassiveRates(PassiveZoo shape, double least, double most, int runs) {
    this.runs = runs;
    for (int seed = 0; seed < runs; seed++) {
      double grown = 4 * Math.pow(15, (seed + 0.5) / runs);
      Run run = shape.run(new Setting(seed, SAMPLES, grown, least, most));
      PassiveDecision decision = PassiveTest.of(MARGIN / run.requests(), 1).decide(run.readings());
      counts.merge(decision.outcome(), 1, Integer::sum);
      covered += covers(decision.held().slope(), run.grownBytes() / run.requests()) ? 1 : 0;
    }
  }

  private static boolean covers(Optional<Slope> slope, double truth) {
    return slope.filter(s -> s.low() <= truth && truth <= s.high()).isPresent();
  }

  int count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  double share(Outcome outcome) {
    return count(outcome) / (double) runs;
  }

  /** Runs whose interval holds the growth over the whole run. */
  double coverage() {
    return covered / (double) runs;
  }

  /** The upper end of the one-sided 95% interval of a share (Clopper and Pearson). */
  double upper(Outcome outcome) {
    int hits = count(outcome);
    return hits == runs
        ? 1
        : BetaDistribution.of(hits + 1.0, runs - (double) hits).inverseCumulativeProbability(0.95);
  }
}
