package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.SimulatedArm.State;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.model.Verdict.Kind;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What exact counts of classes say beside the bytes of all. */
class EvidenceOfClassesTest {
  private static SimulatedArm arm(ToDoubleFunction<State> memory) {
    return new SimulatedArm(2_000, 0, 5, memory);
  }

  @Test
  void oneMoreOfAClassWithEveryRequestShowsGrowthThatNoiseHides() {
    ToDoubleFunction<State> leak = s -> 40 * s.requests();
    SimulatedArm noisy = new SimulatedArm(400_000, 0, 3, leak);
    noisy.holding("com.example.Kept", State::requests).rounds(60, 100);

    TargetVerdict verdict = noisy.judged();

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.GROWING);
    assertThat(verdict.verdict().reason())
        .contains("com.example.Kept grows exactly: +1 per request in all")
        .contains("a cache that fills does the same");
  }

  @Test
  void manyEntriesInAFewSecondsMayStillBeDropped() {
    SimulatedArm quick = new SimulatedArm(2e6, 0, 3, s -> 40 * s.requests()).sending(12_000);
    quick.holding("com.example.Kept", State::requests).rounds(60, 400);
    assertThat(quick.judged().verdict().kind()).isEqualTo(Kind.GROWING);

    SimulatedArm longer = new SimulatedArm(3e7, 0, 3, s -> 40 * s.requests()).sending(12_000);
    longer.holding("com.example.Kept", State::requests).rounds(60, 4_000);
    assertThat(longer.judged().verdict().reason()).contains("beyond the cache allowance of 20,000");
  }

  @Test
  void entriesCountFromTheFirstFloorOfTheRun() {
    SimulatedArm noisy = new SimulatedArm(2e6, 0, 3, s -> 40 * s.requests());
    noisy.holding("com.example.Kept", State::requests).rounds(60, 340);

    TargetVerdict verdict = noisy.judged();

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason()).contains("20,400 since the first floor");
  }

  @Test
  void moreEntriesOfOneClassThanAreAllowedAreALeak() {
    SimulatedArm noisy = new SimulatedArm(2e6, 0, 3, s -> 40 * s.requests());
    noisy.holding("com.example.Kept", State::requests).rounds(60, 500);

    TargetVerdict verdict = noisy.judged();

    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason()).contains("beyond the cache allowance of 20,000 entries");
  }

  /** Of an embedded database, so that no descriptor shows them. */
  @Test
  void connectionsAreAllowedAsDescriptorsAre() {
    Verdict many = holdingRowsAnd("org.example.JdbcConnection", 100);
    assertThat(many.kind()).as("%s", many).isEqualTo(Kind.LEAK);
    assertThat(many.reason())
        .contains("org.example.JdbcConnection grows exactly")
        .contains("beyond the cache allowance of 1,024 connections");

    assertThat(holdingRowsAnd("org.example.JdbcConnection", 15).kind()).isEqualTo(Kind.GROWING);
    assertThat(holdingRowsAnd("org.example.ConnectionKey", 100).kind()).isEqualTo(Kind.GROWING);
  }

  /** Two rows and one of a type with every request, beside noise. */
  private static Verdict holdingRowsAnd(String type, int requests) {
    SimulatedArm noisy = new SimulatedArm(400_000, 0, 3, s -> 40 * s.requests());
    noisy.holding("com.example.Row", s -> 2 * s.requests());
    noisy.holding(type, State::requests).rounds(60, requests);
    return noisy.judged().verdict();
  }

  @Test
  void whoAllowsMoreBytesAllowsMoreEntries() {
    SimulatedArm arm = arm(s -> 40 * s.requests());
    arm.holding("com.example.Kept", State::requests).rounds(60, 500);

    assertThat(arm.judged(ByteSize.ofMebibytes(16)).verdict().kind()).isEqualTo(Kind.LEAK);
    assertThat(arm.judged(ByteSize.ofMebibytes(32)).verdict().kind()).isEqualTo(Kind.GROWING);
  }

  @Test
  void aClassThatTookThePlaceOfOthersIsNotHeldAgainstTheLiveSet() {
    SimulatedArm flat = new SimulatedArm(2_000, 0, 3, s -> 0);
    flat.holding("com.example.Moved", State::requests).rounds(36, 500);
    assertThat(flat.judged().verdict().kind()).isEqualTo(Kind.INCONCLUSIVE);

    flat.rounds(24, 500);
    assertThat(flat.judged().verdict().kind()).isEqualTo(Kind.PLATEAU);
  }

  /** What was loaded at the start expires, faster than what leaks comes. */
  @Test
  void aClassThatGrowsWhileOthersAreLetGoIsNoPlateau() {
    SimulatedArm arm = arm(s -> 5e6 - 200 * s.requests());
    arm.holding("com.example.Kept", State::requests).rounds(60, 100);
    Verdict verdict = arm.judged().verdict();
    assertThat(verdict.kind()).isEqualTo(Kind.GROWING);
    assertThat(verdict.reason()).contains("com.example.Kept grows exactly").contains("falls");

    SimulatedArm falling = arm(s -> 5e6 - 200 * s.requests()).rounds(60, 100);
    assertThat(falling.judged().verdict().kind()).isEqualTo(Kind.PLATEAU);
  }

  @Test
  void aClassThatGrowsWithFailedRequestsAloneIsNamedSo() {
    SimulatedArm arm = arm(s -> 2_000 * s.failed()).failing(0.3);
    arm.holding("com.example.Failure", State::failed).rounds(60, 100);

    TargetVerdict verdict = arm.judged(new ByteSize(1_000_000));

    assertThat(verdict.suspects().get(0).name()).isEqualTo("com.example.Failure");
    assertThat(verdict.suspects().get(0).evidence()).startsWith("+1 per failed request in all");
  }
}
