package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.analysis.SimulatedArm.State;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.model.Verdict.Kind;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static SimulatedArm arm(ToDoubleFunction<State> memory) {
    return new SimulatedArm(2_000, 0, 5, memory);
  }

  private static Outcome of(TargetVerdict verdict, String source) {
    return verdict.findings().stream()
        .filter(f -> f.source().equals(source))
        .map(Finding::outcome)
        .findFirst()
        .orElseThrow();
  }

  /** Its pages of a megabyte are taken at one pace, which would be GROWING by itself. */
  @Test
  void aStoreInPagesThatPublishesItsBoundIsFilling() {
    ToDoubleFunction<State> pages = s -> Math.floor(s.requests() / 300) * (1 << 20);
    SimulatedArm store = arm(pages).holding("byte[]", s -> Math.floor(s.requests() / 300));
    store.rounds(60, 100);
    TargetVerdict atAPace = store.judged(ByteSize.ofMebibytes(64));
    assertThat(atAPace.verdict().kind()).isEqualTo(Kind.GROWING);
    assertThat(atAPace.verdict().reason()).contains("filled at the same pace");
    assertThat(atAPace.primary().orElseThrow().line()).isEmpty();

    store = arm(pages).holding("byte[]", s -> Math.floor(s.requests() / 300));
    store.publishing(50_000, State::requests).rounds(60, 100);
    assertThat(store.judged(ByteSize.ofMebibytes(64)).verdict().kind()).isEqualTo(Kind.FILLING);
  }

  @Test
  void growthThatGoesOnWithTheSamePromptsBeyondTheAllowanceIsALeak() {
    ToDoubleFunction<State> leak = s -> 1_000 * s.requests();
    TargetVerdict rounds = arm(leak).rounds(60, 100).judged(ByteSize.ofMebibytes(5));
    assertThat(rounds.verdict().kind()).as("%s", rounds.verdict()).isEqualTo(Kind.GROWING);

    TargetVerdict verdict =
        arm(leak).rounds(60, 100).idle(16, 1).sameKeys(16, 100).judged(ByteSize.ofMebibytes(5));

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason())
        .contains("requests drive it, not time")
        .contains("no cache keyed by content")
        .contains("beyond the cache allowance of 5.00 MiB");
    assertThat(of(verdict, "same-keys")).isEqualTo(Outcome.GROWS);
  }

  @Test
  void growthThatGoesOnWithTheSamePromptsWithinTheAllowanceStaysAWarning() {
    TargetVerdict verdict =
        arm(s -> 1_000 * s.requests())
            .rounds(60, 100)
            .sameKeys(16, 100)
            .judged(ByteSize.ofMebibytes(16));

    assertThat(verdict.verdict().kind()).isEqualTo(Kind.GROWING);
    assertThat(verdict.verdict().reason())
        .contains("no cache keyed by content")
        .contains("one keyed by a random id would grow on, too");
  }

  @Test
  void aCacheKeyedByContentIsNamedAndNoLeakWhateverElseCreeps() {
    TargetVerdict verdict =
        arm(s -> 1_000 * s.keys() + 15 * s.requests())
            .rounds(60, 100)
            .sameKeys(16, 1_000)
            .judged(ByteSize.ofMebibytes(5));

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.GROWING);
    assertThat(verdict.verdict().reason()).contains("keyed by content");
  }

  @Test
  void theSamePromptsThatAddNothingSpeakAgainstALeakThoughNewOnesGoOn() {
    SimulatedArm arm = arm(s -> 1_000 * s.keys()).rounds(60, 100).sameKeys(16, 100).repeat(6_000);

    TargetVerdict verdict = arm.judged(ByteSize.ofMebibytes(8));

    assertThat(of(verdict, "same-keys")).isEqualTo(Outcome.STANDS);
    assertThat(of(verdict, "drain-and-repeat")).isEqualTo(Outcome.GROWS);
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.GROWING);
  }

  @Test
  void growthWithTimeIsNotBlamedOnRequests() {
    TargetVerdict verdict =
        arm(s -> 100_000 * s.seconds())
            .rounds(60, 100)
            .idle(16, 1)
            .sameKeys(16, 100)
            .repeat(6_000)
            .judged(ByteSize.ofMebibytes(2));

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason())
        .contains("time drives it, not requests")
        .doesNotContain("this is no cache keyed by content");
    double perSecond =
        verdict.primary().orElseThrow().rates().perSecond().orElseThrow().perRequest();
    assertThat(perSecond).isBetween(95_000.0, 105_000.0);
  }

  @Test
  void growthWithTimeIsALeakThoughItIsNoLineOfRequests() {
    SimulatedArm arm = arm(s -> 100_000 * s.seconds());
    for (int rate = 80; rate < 800; rate += 12) {
      arm.sending(rate).rounds(1, 100);
    }
    TargetVerdict rounds = arm.judged(ByteSize.ofMebibytes(2));
    assertThat(rounds.verdict().kind()).as("%s", rounds.verdict()).isEqualTo(Kind.GROWING);

    TargetVerdict verdict = arm.idle(16, 1).judged(ByteSize.ofMebibytes(2));

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason())
        .contains("time drives it, not requests")
        .contains("along a line in time, beyond the cache allowance of 2.00 MiB");
  }

  @Test
  void growthWithTimeBesideGrowthWithRequestsIsSaidWithItsShare() {
    TargetVerdict verdict =
        arm(s -> 50_000 * s.seconds() + 1_000 * s.requests())
            .rounds(60, 100)
            .idle(16, 1)
            .judged(ByteSize.ofMebibytes(64));

    assertThat(verdict.verdict().kind()).isEqualTo(Kind.GROWING);
    assertThat(verdict.verdict().reason())
        .containsPattern("time drives about 1\\d% of it, requests the rest");
  }

  @Test
  void aWarmUpThatTheSameLoadDoesNotRepeatIsAPlateau() {
    ToDoubleFunction<State> warming = s -> 3e6 * (1 - Math.exp(-s.requests() / 1_500));
    TargetVerdict rounds = arm(warming).rounds(60, 100).judged();
    assertThat(rounds.verdict().kind()).as("%s", rounds.verdict()).isNotEqualTo(Kind.PLATEAU);

    TargetVerdict verdict = arm(warming).rounds(60, 100).repeat(6_000).judged();

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.PLATEAU);
    assertThat(verdict.verdict().reason()).contains("the same load again, after an idle time");
  }

  @Test
  void aShorterRepetitionDoesNotClearGrowth() {
    TargetVerdict verdict =
        arm(s -> 3e6 * (1 - Math.exp(-s.requests() / 1_500)))
            .rounds(60, 100)
            .repeat(3_000)
            .judged();

    assertThat(verdict.verdict().kind()).isNotEqualTo(Kind.PLATEAU);
  }

  @Test
  void aLeakIsNotClearedByARepetition() {
    TargetVerdict verdict = arm(s -> 300 * s.requests()).rounds(60, 100).repeat(6_000).judged();

    assertThat(verdict.verdict().kind()).isEqualTo(Kind.GROWING);
    assertThat(of(verdict, "drain-and-repeat")).isEqualTo(Outcome.GROWS);
  }

  @Test
  void whatIsReleasedWithTimeIsSaidAndSpeaksAgainstALeak() {
    TargetVerdict verdict =
        arm(s -> 400 * s.requests() - 20_000 * Math.max(0, s.seconds() - 22))
            .rounds(60, 100)
            .idle(16, 1)
            .judged();

    assertThat(of(verdict, "idle")).isEqualTo(Outcome.FALLS);
    assertThat(verdict.verdict().kind()).isEqualTo(Kind.GROWING);
  }

  @Test
  void aBoundThatExplainsTheGrowthIsFilling() {
    SimulatedArm arm = arm(s -> 400 * s.requests() / 2);
    arm.publishing(50_000, s -> s.requests() / 2).rounds(60, 100);

    TargetVerdict verdict = arm.judged();

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.FILLING);
    assertThat(verdict.verdict().reason())
        .contains("stats/entries explains it")
        .contains("in step with requests");
  }

  @Test
  void aBoundThatIsPublishedNeedsNoAllowance() {
    SimulatedArm arm = arm(s -> 1_000 * s.requests()).limitedTo(ByteSize.ofMebibytes(128));
    arm.publishing(50_000, State::requests).rounds(60, 100);

    Verdict verdict = arm.judged(ByteSize.ofMebibytes(1)).verdict();

    assertThat(verdict).isInstanceOf(Verdict.Filling.class);
    assertThat(((Verdict.Filling) verdict).requestsToFull()).isBetween(43_000L, 45_000L);
  }

  @Test
  void aBoundThatTheLimitIsTooSmallForDoesNotEndTheGrowth() {
    SimulatedArm arm = arm(s -> 1_000 * s.requests()).limitedTo(ByteSize.ofMebibytes(64));
    arm.publishing(50_000, State::requests).rounds(60, 100);

    assertThat(arm.judged(ByteSize.ofMebibytes(16)).verdict().kind()).isEqualTo(Kind.FILLING);
    Verdict verdict = arm.judged(ByteSize.ofMebibytes(1)).verdict();
    assertThat(verdict.kind()).isEqualTo(Kind.LEAK);
    assertThat(verdict.reason())
        .matches(".*that takes 4\\d\\.\\d MiB more, and the limit leaves 3\\d\\.\\d MiB.*");
  }

  @Test
  void growthThatGoesOnWithTheSamePromptsIsNotExplainedByACacheThatStands() {
    SimulatedArm arm = arm(s -> 100 * s.keys() + 900 * s.requests());
    arm.publishing(50_000, State::keys).rounds(60, 100);
    assertThat(arm.judged(ByteSize.ofMebibytes(1)).verdict().kind()).isEqualTo(Kind.FILLING);
    arm.sameKeys(16, 100);

    assertThat(arm.judged().verdict().kind()).isEqualTo(Kind.GROWING);
    assertThat(arm.judged(ByteSize.ofMebibytes(1)).verdict().kind()).isEqualTo(Kind.LEAK);
  }

  @Test
  void aCacheKeyedByARandomIdGoesOnFillingWithTheSamePrompts() {
    SimulatedArm arm = arm(s -> 1_000 * s.requests());
    arm.publishing(50_000, State::requests).rounds(60, 100).sameKeys(16, 100);

    Verdict verdict = arm.judged(ByteSize.ofMebibytes(1)).verdict();

    assertThat(verdict.kind()).isEqualTo(Kind.FILLING);
    assertThat(verdict.reason()).contains("in step with requests");
  }

  @Test
  void aBoundThatFillsBesideALeakDoesNotExplainIt() {
    ToDoubleFunction<State> entries = s -> 3_000 * (1 - Math.exp(-s.requests() / 2_500));
    SimulatedArm arm = arm(s -> 400 * entries.applyAsDouble(s) + 300 * s.requests());
    arm.publishing(3_500, entries).rounds(60, 100);

    TargetVerdict verdict = arm.judged();

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.GROWING);
  }

  @Test
  void aBoundThatFillsMoreSlowlyIsFillingWithoutReserve() {
    ToDoubleFunction<State> entries = s -> 3_000 * (1 - Math.exp(-s.requests() / 2_500));
    SimulatedArm arm = arm(s -> 900 * entries.applyAsDouble(s));
    arm.publishing(3_500, entries).rounds(60, 100);

    TargetVerdict verdict = arm.judged();

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.FILLING);
    assertThat(verdict.verdict().reason()).doesNotContain("in step");
  }

  @Test
  void aStageThatDidNotSufficeIsNotedWithItsFigures() {
    TargetVerdict verdict =
        new SimulatedArm(400_000, 0, 3, s -> 0).rounds(60, 100).idle(5, 1).judged();

    assertThat(verdict.notes())
        .anyMatch(note -> note.startsWith("idle: the stage idle had 5 floors, too few to tell"));
  }

  @Test
  void anotherLevelAndAnotherClockChangeNothing() {
    ToDoubleFunction<State> leak = s -> 600 * s.requests() + 9_000 * s.seconds();
    TargetVerdict plain = arm(leak).rounds(60, 100).idle(16, 1).sameKeys(16, 100).judged();
    TargetVerdict shifted =
        arm(s -> 3e8 + leak.applyAsDouble(s))
            .after(86_400)
            .rounds(60, 100)
            .idle(16, 1)
            .sameKeys(16, 100)
            .judged();

    assertThat(shifted.verdict().kind()).isEqualTo(plain.verdict().kind());
    assertThat(shifted.findings())
        .extracting(Finding::source, Finding::outcome)
        .containsExactlyElementsOf(
            plain.findings().stream().map(f -> tuple(f.source(), f.outcome())).toList());
    assertThat(shifted.primary().orElseThrow().rates().perSecond().orElseThrow().perRequest())
        .isCloseTo(
            plain.primary().orElseThrow().rates().perSecond().orElseThrow().perRequest(),
            within(1.0));
  }
}
