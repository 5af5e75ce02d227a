package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.SimulatedArm.State;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict.Kind;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EvidenceOfArmsTest {
  /** What both arms have in common: the traffic's wave. */
  private static double wave(State s) {
    return 2e6 * Math.sin(s.requests() / 700) + 1e6 * Math.sin(s.requests() / 310);
  }

  private static SimulatedArm arm(String name, long seed, ToDoubleFunction<State> memory) {
    return new SimulatedArm(2_000, 0, seed, memory).named(name);
  }

  private static RunVerdict judge(ByteSize allowance, SimulatedArm... arms) {
    return SimulatedArm.judgedTogether(allowance, arms);
  }

  private static TargetVerdict candidate(RunVerdict run) {
    return run.targets().get(1);
  }

  private static Outcome outcome(RunVerdict run) {
    return candidate(run).findings().stream()
        .filter(f -> f.source().equals("baseline"))
        .map(Finding::outcome)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void growthBeyondTheBaselineIsALeakThoughBothSwing() {
    SimulatedArm baseline = arm("baseline", 1, EvidenceOfArmsTest::wave).rounds(60, 100);
    SimulatedArm candidate = arm("candidate", 2, s -> wave(s) + 900 * s.requests()).rounds(60, 100);

    RunVerdict run = judge(ByteSize.ofMebibytes(2), baseline, candidate);

    assertThat(outcome(run)).isEqualTo(Outcome.MORE);
    assertThat(run.verdict()).as("%s", candidate(run).verdict()).isEqualTo(Kind.LEAK);
    assertThat(candidate(run).verdict().reason())
        .contains("per request more than the baseline under the same traffic");
  }

  @Test
  void growthBeyondTheBaselineWithinTheAllowanceIsAWarning() {
    SimulatedArm baseline = arm("baseline", 1, EvidenceOfArmsTest::wave).rounds(60, 100);
    SimulatedArm candidate = arm("candidate", 2, s -> wave(s) + 900 * s.requests()).rounds(60, 100);

    RunVerdict run = judge(ByteSize.ofMebibytes(16), baseline, candidate);

    assertThat(run.verdict()).as("%s", candidate(run).verdict()).isEqualTo(Kind.GROWING);
  }

  @Test
  void aBaselineThatFallsDoesNotConvictACandidateThatStands() {
    SimulatedArm baseline = arm("baseline", 1, s -> wave(s) - 900 * s.requests()).rounds(60, 100);
    SimulatedArm candidate = arm("candidate", 2, EvidenceOfArmsTest::wave).rounds(60, 100);
    Kind alone = candidate.judged(ByteSize.ofMebibytes(2)).verdict().kind();

    RunVerdict run = judge(ByteSize.ofMebibytes(2), baseline, candidate);

    assertThat(outcome(run)).isEqualTo(Outcome.MORE);
    assertThat(candidate(run).verdict().kind()).isEqualTo(alone).isNotEqualTo(Kind.LEAK);
  }

  @Test
  void growthThatTheBaselineHasTooIsSaidNotToBeNew() {
    SimulatedArm baseline = arm("baseline", 1, s -> 300 * s.requests()).rounds(60, 100);
    SimulatedArm candidate = arm("candidate", 2, s -> 300 * s.requests()).rounds(60, 100);

    RunVerdict run = judge(ByteSize.ofMebibytes(16), baseline, candidate);

    assertThat(outcome(run)).isEqualTo(Outcome.ALIKE);
    assertThat(run.verdict()).isEqualTo(Kind.GROWING);
    assertThat(run.reason()).contains("per request more than the baseline");
  }

  @Test
  void theGateIsThatOfTheCandidate() {
    SimulatedArm baseline = arm("baseline", 1, s -> 5_000 * s.requests()).rounds(60, 100);
    SimulatedArm candidate = arm("candidate", 2, s -> 0).rounds(60, 100);

    RunVerdict run = judge(ByteSize.ofMebibytes(2), baseline, candidate);

    assertThat(run.targets().get(0).verdict().kind()).isEqualTo(Kind.LEAK);
    assertThat(outcome(run)).isEqualTo(Outcome.LESS);
    assertThat(run.verdict()).isEqualTo(Kind.PLATEAU);
    assertThat(run.exit()).isZero();
  }

  @Test
  void armsOfOtherNamesAreNotCompared() {
    RunVerdict run =
        judge(
            ByteSize.ofMebibytes(16),
            arm("a", 1, s -> 0).rounds(60, 100),
            arm("b", 2, s -> 300 * s.requests()).rounds(60, 100));

    assertThat(candidate(run).findings()).noneMatch(f -> f.source().equals("baseline"));
  }
}
