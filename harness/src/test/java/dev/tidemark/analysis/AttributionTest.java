package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.SimulatedArm.State;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final ByteSize MUCH = ByteSize.ofMebibytes(64);

  private static SimulatedArm arm(long seed, ToDoubleFunction<State> memory) {
    return new SimulatedArm(3_000, 0.3, seed, memory);
  }

  private static Rates rates(TargetVerdict verdict) {
    return verdict.primary().orElseThrow().rates();
  }

  private static SlopeEstimate mode(Rates rates, String name) {
    return Optional.ofNullable(rates.byMode().get(name)).orElseThrow();
  }

  private static Finding attribution(TargetVerdict verdict) {
    return verdict.findings().stream()
        .filter(f -> f.source().equals("attribution"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void requestsOfEachModeAndTimeAreToldApart() {
    TargetVerdict verdict =
        arm(
                1,
                s ->
                    1_500 * s.concurrent()
                        + 300 * s.sequential()
                        + 5_000 * s.failed()
                        + 20_000 * s.seconds())
            .failing(0.1)
            .rounds(60, 100)
            .idle(16, 1)
            .sequential(16, 60)
            .judged(MUCH);

    Rates rates = rates(verdict);
    assertThat(rates.byMode().keySet()).containsExactly("concurrent", "failed", "sequential");
    assertThat(mode(rates, "concurrent").interval().contains(1_500)).isTrue();
    assertThat(mode(rates, "sequential").interval().contains(300)).isTrue();
    assertThat(mode(rates, "failed").interval().contains(5_000)).isTrue();
    assertThat(rates.perSecond().orElseThrow().interval().contains(20_000)).isTrue();
    assertThat(attribution(verdict).outcome()).isEqualTo(Outcome.ATTRIBUTED);
  }

  @Test
  void aLeakOnFailuresAloneIsSaidToBeOne() {
    TargetVerdict verdict =
        arm(2, s -> 2_000 * s.failed()).failing(0.3).rounds(60, 100).idle(16, 1).judged(MUCH);

    assertThat(verdict.verdict().reason()).contains("failed requests drive it");
    assertThat(mode(rates(verdict), "failed").interval().contains(2_000)).isTrue();
  }

  @Test
  void requestsAndTimeInStepAreRefusedWithTheMissingPhase() {
    SimulatedArm arm = arm(3, s -> 1_000 * s.requests());
    arm.steady().rounds(60, 100);

    TargetVerdict verdict = arm.judged(MUCH);

    assertThat(rates(verdict).byMode()).isEmpty();
    assertThat(rates(verdict).perSecond()).isEmpty();
    assertThat(attribution(verdict).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(attribution(verdict).sentence()).contains("add an idle phase");
  }

  @Test
  void failuresInStepWithRequestsAreNotToldApart() {
    SimulatedArm arm = arm(4, s -> 1_000 * s.requests());
    arm.failingEvery(4).rounds(60, 100).idle(16, 1);

    TargetVerdict verdict = arm.judged(MUCH);

    assertThat(rates(verdict).byMode().keySet()).containsExactly("concurrent");
    assertThat(mode(rates(verdict), "concurrent").interval().contains(1_000)).isTrue();
    assertThat(attribution(verdict).sentence()).contains("add a phase with more or fewer failures");
  }

  @Test
  void whatARequestInFlightHoldsIsNotConfusedWithWhatItLeaves() {
    TargetVerdict verdict =
        arm(5, s -> 1_000 * s.requests() + 50_000 * s.inFlight())
            .rounds(60, 100)
            .underLoad(12, 8)
            .idle(16, 1)
            .judged(MUCH);

    SlopeEstimate held = rates(verdict).perInFlight().orElseThrow();
    assertThat(held.interval().contains(50_000)).as("%s", held).isTrue();
    assertThat(held.interval().high() - held.interval().low()).isLessThan(10_000);
  }
}
