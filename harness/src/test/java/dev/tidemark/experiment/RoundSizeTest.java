package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundSizeTest {
  private static RoundSize sizes(long sensitivity) {
    return new RoundSize(
        new Plan(
            new ByteSize(sensitivity),
            Allowance.DEFAULT,
            Duration.ofMinutes(5),
            8,
            List.of("concurrent")));
  }

  @Test
  void aQuietGaugeGetsTheFewestRequestsThatOutlastWarmingUp() {
    assertThat(sizes(100).choose(500, 300, 0.1, 300)).isEqualTo(100);
  }

  @Test
  void aNoisyGaugeGetsEnoughRequestsToMakeTheSensitivityDetectable() {
    long requests = sizes(100).choose(300_000, 10_000, 0.1, 3_000);
    double unit = 300_000 * Math.sqrt(12) / (requests * Math.pow(54, 1.5));
    assertThat(45 * unit).isLessThanOrEqualTo(100);
    assertThat(requests % Traffic.DECK).isZero();
  }

  @Test
  void aSlowTargetGetsNoMoreThanTheBudgetAffords() {
    assertThat(sizes(100).choose(1_000_000, 2, 0.2, 300)).isEqualTo(20);
  }

  @Test
  void aWholeSegmentOfTheAffordableSizeFitsIntoTheTimeThatIsLeft() {
    long requests = sizes(100).affordable(2_000, 0.25, 120);
    assertThat(54 * (requests / 2_000.0 + 0.25)).isBetween(0.7 * 120, 0.85 * 120);
    assertThat(sizes(100).affordable(2_000, 0.25, 10)).isEqualTo(Traffic.DECK);
  }

  @Test
  void whatIsBoundedIsFullWithinAShareOfTheNextSegment() {
    for (double share : RoundSize.FULL_BY) {
      double full = sizes(100).toFill(50_000, share) * 54 * share;
      assertThat(full).isBetween(50_000.0, 51_000.0);
    }
  }

  @Test
  void growthAlongALineExceedsTheAllowanceWithinOneSegment() {
    for (int rounds : RoundSize.ROUNDS_BEYOND) {
      long requests = sizes(100).toExceedAllowance(MetricKind.LIVE_SET, 120, rounds);
      double counted = requests * rounds * 120 * 0.85;
      assertThat(counted).isBetween(1.0 * (16 << 20), 1.2 * (16 << 20));
    }
  }

  @Test
  void anInstanceWithEveryRequestExceedsTheAllowedEntriesWithinOneSegment() {
    for (int rounds : RoundSize.ROUNDS_BEYOND) {
      long instances = sizes(100).toExceedEntries(rounds, 100, 0.1) * rounds;
      assertThat(instances).isBetween(20_001L, 21_500L);
    }
  }

  @Test
  void quickTrafficIsSentForAsLongAsEntriesMustGrow() {
    for (int rounds : RoundSize.ROUNDS_BEYOND) {
      double loaded = sizes(100).toExceedEntries(rounds, 12_000, 0.1) / 12_000.0;
      assertThat((loaded + 0.1) * (rounds - 1)).isBetween(15.0, 16.0);
    }
  }

  @Test
  void growthIsKeptWellUnderTheLimit() {
    ByteSize limit = ByteSize.ofMebibytes(128);
    assertThat(RoundSize.fits(1_000, 5_400, 10e6, limit)).isTrue();
    assertThat(RoundSize.fits(80_000, 5_400, 10e6, limit)).isFalse();
  }

  @Test
  void aSizeIsCutDownToTheLargestThatFits() {
    assertThat(RoundSize.largest(400, requests -> requests <= 230)).isEqualTo(220);
    assertThat(RoundSize.largest(400, requests -> requests <= 400)).isEqualTo(400);
    assertThat(RoundSize.largest(400, requests -> false)).isEqualTo(Traffic.DECK);
  }
}
