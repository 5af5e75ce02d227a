package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.Zoo.Setting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Error rates over simulated targets with fixed seeds. A bound on a rare error is stated as a
 * count: where the true rate is 0.1%, more than 5 errors in 1,000 runs have a probability of 6 in
 * 10,000.
 */
class ErrorRatesTest {
  private static final int RUNS = 1000;
  private static final int RARE = 5;

  @ParameterizedTest
  @EnumSource(
      names = {
        "FLAT",
        "WARM_UP",
        "EARLY_CACHE",
        "LATE_CACHE",
        "STEP",
        "THREE_STEPS",
        "SHRINKING",
        "PERIODIC",
        "LOGARITHM"
      })
  void targetsThatDoNotLeakAreNotCalledLeaks(Zoo target) {
    for (double amount : new double[] {20, 300}) {
      assertThat(count(Outcome.LEAK, target, amount, 0.3)).isLessThanOrEqualTo(RARE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LEAK", "LEAK_AFTER_WARM_UP", "LEAK_AND_PERIODIC", "BURSTS", "RANDOM_SIZES"})
  void leaksAreNotCalledPlateaus(Zoo target) {
    for (double amount : new double[] {25, 100}) {
      assertThat(count(Outcome.PLATEAU, target, amount, 0.3)).isLessThanOrEqualTo(RARE);
    }
  }

  @Test
  void aConstantLeakOfEightyNoisesIsConvictedInOneRun() {
    assertThat(count(Outcome.LEAK, Zoo.LEAK, 80, 0)).isGreaterThan(985);
    assertThat(count(Outcome.LEAK, Zoo.LEAK_AFTER_WARM_UP, 80, 0)).isGreaterThan(960);
  }

  @Test
  void aFlatTargetIsAPlateauAtTheGrowthThatIsCalledDetectable() {
    assertThat(count(Outcome.PLATEAU, Zoo.FLAT, 0, 0)).isGreaterThan(985);
    assertThat(count(Outcome.PLATEAU, Zoo.FLAT, 0, 0.6)).isGreaterThan(985);
  }

  @Test
  void aCacheThatFillsInTheLastTenthIsRarelyALeak() {
    assertThat(count(Outcome.LEAK, Zoo.NEARLY_FILLED_CACHE, 300, 0)).isLessThan(50);
  }

  @Test
  void theIntervalCoversTheSlopeOfALeakAsOftenAsItSays() {
    int covered = 0;
    double truth = 100 / (60 * Zoo.REQUESTS_PER_ROUND);
    for (FloorDecision decision : decisions(Zoo.LEAK_AFTER_WARM_UP, 100, 0.3)) {
      FloorDecision.Slope slope = decision.slope().orElseThrow();
      covered += slope.low() <= truth && truth <= slope.high() ? 1 : 0;
    }
    assertThat(covered).isGreaterThan(935);
  }

  private static long count(Outcome outcome, Zoo target, double amount, double correlation) {
    return decisions(target, amount, correlation).stream()
        .filter(decision -> decision.outcome() == outcome)
        .count();
  }

  private static List<FloorDecision> decisions(Zoo target, double amount, double correlation) {
    List<FloorDecision> decisions = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      Setting setting = new Setting(60, amount, correlation, run);
      decisions.add(
          FloorTest.of(Settings.atDelta(setting.detectable()))
              .decide(setting.requests(), target.floors(setting)));
    }
    return decisions;
  }
}
