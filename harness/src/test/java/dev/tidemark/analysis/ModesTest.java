package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ModesTest {
  private static final int RUNS = 60;

  /** What a target went through. */
  private record State(double completed, double aborted, double failed, double seconds) {}

  /** One arm: 54 rounds of 100 requests, then stages of 24 rounds. */
  private static final class Arm {
    private final ToDoubleFunction<State> memory;
    private final Random random;
    private final List<Tick> ticks = new ArrayList<>();
    private State state = new State(0, 0, 0, 0);

    Arm(long seed, ToDoubleFunction<State> memory) {
      this(seed, 0, memory);
    }

    /**
     * @param failing requests of each hundred of the rounds
     */
    Arm(long seed, int failing, ToDoubleFunction<State> memory) {
      this.memory = memory;
      this.random = new Random(seed);
      read(Tick.Kind.FLOOR, 0);
      for (int i = 0; i < 54; i++) {
        send(100 - failing, 0, failing);
        read(Tick.Kind.FLOOR, 1);
      }
    }

    Arm stage(Stage stage, int rounds, int requests) {
      for (int i = 0; i < rounds; i++) {
        send(0, stage == Stage.ABORT ? requests : 0, stage == Stage.ERROR ? requests : 0);
        read(stage.floor(), 2);
      }
      return this;
    }

    private void send(int completed, int aborted, int failed) {
      double requests = completed + aborted + failed;
      state =
          new State(
              state.completed + completed,
              state.aborted + aborted,
              state.failed + failed,
              state.seconds + requests / 500);
    }

    private void read(Tick.Kind kind, int segment) {
      state =
          new State(
              state.completed,
              state.aborted,
              state.failed,
              state.seconds + 0.1 + 0.02 * random.nextDouble());
      MemorySample live =
          new MemorySample(
              "jvm.memory.live",
              MetricKind.LIVE_SET,
              Unit.BYTES,
              20e6 + memory.applyAsDouble(state) + 600 * random.nextGaussian(),
              GcState.AFTER_FULL_GC);
      ticks.add(
          new Tick(
              "arm",
              kind,
              segment,
              ticks.size(),
              (long) (state.seconds * 1e9),
              Instant.EPOCH,
              new RequestCounts(
                  (long) state.completed, (long) state.failed, (long) state.aborted, 0, 0),
              new TreeMap<>(Map.of("jvm.memory.live", live)),
              new TreeMap<>(),
              Map.of()));
    }

    TargetVerdict judged() {
      return judged(Plan.STREAMING);
    }

    TargetVerdict judged(String stage) {
      Plan plan =
          new Plan(
              new ByteSize(100),
              Allowance.DEFAULT.withBytes(ByteSize.ofMebibytes(4)),
              Duration.ofMinutes(5),
              8,
              List.of(stage));
      return new ArmAnalyst(plan, 1).judge(SimulatedArm.identity("arm"), ticks, List.of());
    }
  }

  private static TargetVerdict run(long seed, ToDoubleFunction<State> memory) {
    return new Arm(seed, memory).stage(Stage.ABORT, 24, 20).stage(Stage.ERROR, 24, 20).judged();
  }

  private static Optional<Outcome> outcome(TargetVerdict verdict, Stage stage) {
    return verdict.findings().stream()
        .filter(finding -> finding.source().equals(stage.word()))
        .map(finding -> finding.outcome())
        .findFirst();
  }

  private static SlopeEstimate byMode(TargetVerdict verdict, String mode) {
    return Optional.ofNullable(
            verdict.primary().map(SeriesVerdict::rates).orElseThrow().byMode().get(mode))
        .orElseThrow();
  }

  @Test
  void aPlateauOfWholeAnswersSaysThatNoneWasGivenUp() {
    Arm arm = new Arm(1, state -> 0).stage(Stage.ERROR, 24, 20);
    assertThat(arm.judged("concurrent").notes()).anyMatch(note -> note.contains("--stream"));
    assertThat(arm.judged().notes()).noneMatch(note -> note.contains("--stream"));
  }

  /** Fewer than 50 of 60 intervals that cover with 95% do so in two of 10,000 tests. */
  @Test
  void whatOnlyAbortedRequestsLeaveIsALeakOfTheirs() {
    int covered = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      TargetVerdict verdict = run(seed, state -> 33_000 * state.aborted());
      assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.LEAK);
      assertThat(verdict.verdict().reason())
          .startsWith("grows 32.2 KiB with every aborted request")
          .contains("failed: flat")
          .contains("completed: flat");
      assertThat(outcome(verdict, Stage.ABORT)).hasValue(Outcome.GROWS);
      covered += byMode(verdict, "aborted").interval().contains(33_000) ? 1 : 0;
      assertThat(byMode(verdict, "failed").interval().high()).isLessThan(300);
      assertThat(verdict.requestsToLimit()).isEmpty();
    }
    assertThat(covered).isGreaterThanOrEqualTo(50);
  }

  @Test
  void whatOnlyFailedRequestsLeaveIsALeakOfTheirs() {
    TargetVerdict verdict =
        new Arm(1, state -> 5_000 * state.failed())
            .stage(Stage.ABORT, 24, 20)
            .stage(Stage.ERROR, 24, 60)
            .judged();
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.LEAK);
    assertThat(verdict.verdict().reason())
        .contains("with every failed request")
        .contains("aborted: flat");
  }

  @Test
  void badBodiesSayNothingOfRequestsThatFailInTheRounds() {
    TargetVerdict verdict =
        new Arm(1, 10, state -> 100 * state.completed()).stage(Stage.ERROR, 24, 20).judged();

    assertThat(verdict.verdict().reason())
        .contains("bad-body: flat")
        .doesNotContain("failed: flat");
    assertThat(verdict.primary().map(SeriesVerdict::rates).orElseThrow().byMode())
        .doesNotContainKey("failed");
  }

  @Test
  void growthWithinTheAllowanceIsNoLeak() {
    TargetVerdict verdict = run(1, state -> 5_000 * state.aborted());
    assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.GROWING);
    assertThat(verdict.verdict().reason()).contains("within the cache allowance");
  }

  @Test
  void innocentTargetsAreConvictedInNoMode() {
    List<ToDoubleFunction<State>> innocent =
        List.of(
            state -> 0,
            state -> 3e6 * (1 - Math.exp(-state.aborted() / 40)),
            state -> 6e6 * (1 - Math.exp(-state.aborted() / 60)),
            state -> state.aborted() > 200 ? 6e6 : 0,
            state -> Math.min(5e6, 33_000 * state.aborted()),
            state -> 2e6 * (1 - Math.exp(-(state.failed() + state.aborted()) / 80)));
    for (int kind = 0; kind < innocent.size(); kind++) {
      for (int seed = 0; seed < RUNS; seed++) {
        TargetVerdict verdict = run(seed, innocent.get(kind));
        assertThat(verdict.verdict().kind())
            .as("kind %s, seed %s: %s", kind, seed, verdict.verdict())
            .isNotEqualTo(Kind.LEAK);
      }
    }
  }

  @Test
  void aTargetThatKeepsNothingIsAPlateauInEveryMode() {
    for (int seed = 0; seed < RUNS; seed++) {
      TargetVerdict verdict = run(seed, state -> 0);
      assertThat(verdict.verdict().kind()).as("%s", verdict.verdict()).isEqualTo(Kind.PLATEAU);
      assertThat(outcome(verdict, Stage.ABORT)).hasValue(Outcome.STANDS);
      assertThat(outcome(verdict, Stage.ERROR)).hasValue(Outcome.STANDS);
    }
  }

  @Test
  void whatTimeOrEveryRequestAddsIsNotHeldAgainstTheModes() {
    List<ToDoubleFunction<State>> elsewhere =
        List.of(
            state -> 300_000 * state.seconds(),
            state -> 20_000 * (state.completed() + state.aborted() + state.failed()));
    for (ToDoubleFunction<State> memory : elsewhere) {
      for (int seed = 0; seed < RUNS; seed++) {
        TargetVerdict verdict = run(seed, memory);
        assertThat(outcome(verdict, Stage.ABORT)).hasValue(Outcome.GROWS_LESS);
        assertThat(verdict.verdict().reason()).doesNotContain("with every aborted request");
      }
    }
  }
}
