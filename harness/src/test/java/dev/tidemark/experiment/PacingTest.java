package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PacingTest {
  private static Pacing pacing(String stage, OptionalDouble rate) {
    return new Pacing(
        new Plan(
            new ByteSize(100),
            Allowance.DEFAULT,
            Duration.ofHours(1),
            8,
            List.of("concurrent", stage),
            rate));
  }

  private static Pacing rollout() {
    return pacing("rollout", OptionalDouble.of(200));
  }

  @Test
  void aRolloutGoesFromAHundredthToTheWholeRate() {
    assertThat(rollout().round(0, 20).perSecond()).hasValue(2);
    assertThat(rollout().round(1, 20).perSecond()).hasValue(20);
    assertThat(rollout().round(2, 20).perSecond()).hasValue(200);
    assertThat(rollout().round(3, 20).perSecond()).hasValue(200);
  }

  @Test
  void everyStepEndsAtAGateAndGrowthAllowsNoFurtherOne() {
    assertThat(rollout().isGate(0, 16)).isTrue();
    assertThat(rollout().isGate(0, 15)).isFalse();
    assertThat(rollout().isGate(2, 16)).isFalse();
    assertThat(rollout().stopped(1, new Verdict.Growing("grows", true)))
        .hasValue("the rollout stopped at 10% of 200.0 requests per second: memory grows");
    assertThat(rollout().stopped(1, new Verdict.Inconclusive("flat so far"))).isEmpty();
    assertThat(rollout().nextSize(0, 15, 100, 0.1, 3_000)).hasValue(OptionalLong.empty());
    assertThat(rollout().nextSize(0, 16, 100, 0.1, 3_000)).hasValue(OptionalLong.of(200));
    assertThat(rollout().nextSize(2, 16, 100, 0.1, 3_000)).isEmpty();
  }

  @Test
  void aSoakLastsAsLongAsItsBudget() {
    Pacing soak = pacing("soak", OptionalDouble.empty());
    long size = soak.nextSize(0, 16, 50, 0.2, 3_600).orElseThrow().orElseThrow();
    assertThat(60 * (size / 50.0 + 0.2)).isCloseTo(3_600 * 0.95, within(40.0));
    assertThat(soak.goesOn()).isTrue();
    assertThat(soak.nextSize(1, 16, 50, 0.2, 1_000)).hasValue(OptionalLong.empty());
    assertThat(soak.round(1, 20).perSecond()).isEmpty();
    assertThat(pacing("soak", OptionalDouble.of(5)).round(1, 20).perSecond()).hasValue(5);
  }

  @Test
  void anOrdinaryRunIsNotPaced() {
    Pacing ordinary = pacing("idle", OptionalDouble.of(200));
    assertThat(ordinary.round(1, 20)).isEqualTo(Opening.of(20));
    assertThat(ordinary.nextSize(0, 24, 50, 0.2, 100)).isEqualTo(Optional.empty());
    assertThat(ordinary.goesOn()).isFalse();
  }

  @Test
  void ticketsAreDueAtTheirRateAndKeepTheirTimeWhenUsersAreLate() throws InterruptedException {
    Gate gate = new Gate();
    gate.open(Opening.of(3).at(50));
    Ticket first = gate.take().orElseThrow();
    assertThat(gate.take()).isEmpty();
    Thread.sleep(60);
    Ticket second = gate.take().orElseThrow();
    Ticket third = gate.take().orElseThrow();
    assertThat(second.dueNanos() - first.dueNanos()).isEqualTo(20_000_000);
    assertThat(third.dueNanos() - second.dueNanos()).isEqualTo(20_000_000);
  }
}
