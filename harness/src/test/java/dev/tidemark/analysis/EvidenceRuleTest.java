package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import dev.tidemark.model.Verdict.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class EvidenceRuleTest {
  private static final double ALLOWANCE = 16e6;

  @Test
  void growthWithTimeIsConvictedThoughQuickTrafficHasLittleOfItForEachRequest() {
    Verdict verdict = decided(true, 20e6);

    assertThat(verdict.kind()).isEqualTo(Kind.LEAK);
    assertThat(verdict.reason()).contains("with time").contains("beyond the cache allowance");
  }

  @Test
  void growthWithTimeWithinTheAllowanceWithdrawsAPlateauAndNoMore() {
    assertThat(decided(true, 15e6).kind()).isEqualTo(Kind.GROWING);
  }

  @Test
  void growthAtRestThatWasNoLineInTimeBeforeIsNotConvicted() {
    assertThat(decided(false, 20e6).kind()).isEqualTo(Kind.GROWING);
  }

  /** Sessions that end after twenty seconds, and a leak beside a few of them. */
  @Test
  void aLeakOfWhichAGoodPartIsLetGoWithoutTrafficIsNone() {
    assertThat(atRest(1e6, 22e6, 200).kind()).isEqualTo(Kind.GROWING);
    assertThat(atRest(18e6, 5e6, 200).kind()).isEqualTo(Kind.GROWING);
    assertThat(atRest(22e6, 3e6, 200).kind()).isEqualTo(Kind.LEAK);
    assertThat(atRest(22e6, 0, 200).kind()).isEqualTo(Kind.LEAK);
  }

  @Test
  void whatStandsWhereItBeganAfterTimeWithoutTrafficIsFlat() {
    Verdict verdict = atRest(1e6, 22e6, 12);
    assertThat(verdict.kind()).isEqualTo(Kind.PLATEAU);
    assertThat(verdict.reason()).contains("lets go of").contains("at most 12 B per request stays");
    assertThat(atRest(22e6, 3e6, 12).kind()).isEqualTo(Kind.LEAK);
  }

  private static Verdict atRest(double gained, double lost, double stays) {
    return new EvidenceRule(ALLOWANCE)
        .decide(
            flat().with(new Verdict.Leak("grows")),
            new EvidenceRule.Case(
                List.of(),
                false,
                gained,
                new EvidenceRule.Rest(lost, stays),
                0,
                true,
                Optional.empty()));
  }

  private static Verdict decided(boolean lineInTime, double gained) {
    return new EvidenceRule(ALLOWANCE)
        .decide(
            flat(),
            new EvidenceRule.Case(
                List.of(idle()),
                lineInTime,
                gained,
                EvidenceRule.Rest.NONE,
                0,
                true,
                Optional.empty()));
  }

  private static Finding idle() {
    return new Finding(
        Stage.IDLE.word(),
        "jvm.memory.live",
        Outcome.GROWS,
        Optional.of(new SlopeEstimate(2e5, new ConfidenceInterval(1.9e5, 2.1e5, 0.95))),
        "second",
        "grows with time");
  }

  private static SeriesVerdict flat() {
    return new SeriesVerdict(
        "jvm.memory.live",
        MetricKind.LIVE_SET,
        Unit.BYTES,
        new Verdict.Plateau("no growth of 100 B per request", 100),
        Optional.empty(),
        100,
        OptionalDouble.of(91),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        Optional.empty(),
        54,
        Rates.NONE);
  }
}
