package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StageChoiceTest {
  private static final Verdict GROWING = new Verdict.Growing("grows", false);

  private static StageChoice choice(Duration budget, String... stages) {
    return new StageChoice(
        new Plan(new ByteSize(100), Allowance.DEFAULT, budget, 8, List.of(stages)));
  }

  private static StageChoice choice(String... stages) {
    return choice(Duration.ofMinutes(5), stages);
  }

  private static TargetVerdict of(Verdict verdict, SeriesVerdict... series) {
    return TargetVerdict.of("a", verdict).series(List.of(series)).build();
  }

  @Test
  void whatIsNotConvictedIsTriedWithAbortedAndFailedRequests() {
    Verdict flat = new Verdict.Plateau("flat", 100);
    assertThat(choice("concurrent").after(of(flat), 54, Duration.ZERO))
        .containsExactly(Stage.ERROR);
    assertThat(choice(Plan.STREAMING).after(of(flat), 54, Duration.ZERO))
        .containsExactly(Stage.ABORT, Stage.ERROR);
    assertThat(choice(Plan.STREAMING).after(of(GROWING), 54, Duration.ZERO))
        .endsWith(Stage.ABORT, Stage.ERROR);
    assertThat(choice("concurrent", Plan.ERROR_REQUEST).after(of(flat), 54, Duration.ZERO))
        .containsExactly(Stage.ERROR, Stage.UPSTREAM);
    assertThat(choice(Plan.STREAMING).after(of(new Verdict.Leak("leaks")), 54, Duration.ZERO))
        .isEmpty();
  }

  @Test
  void withoutBeingAskedStagesFollowOnlyWhereTheyMaySettleTheVerdict() {
    StageChoice choice = choice("concurrent");
    assertThat(choice.after(of(GROWING), 54, Duration.ZERO))
        .containsExactly(Stage.IDLE, Stage.SAME_KEYS, Stage.REPEAT, Stage.ERROR);
    assertThat(choice.after(of(new Verdict.Filling("fills", 10)), 54, Duration.ZERO))
        .containsExactly(Stage.SAME_KEYS, Stage.ERROR);
    assertThat(choice.after(of(new Verdict.Inconclusive("noise")), 54, Duration.ZERO))
        .containsExactly(Stage.IDLE, Stage.REPEAT, Stage.ERROR);
    assertThat(choice.after(of(new Verdict.Inconclusive("noise")), 16, Duration.ZERO)).isEmpty();
    assertThat(choice.after(of(new Verdict.Leak("leaks")), 54, Duration.ZERO)).isEmpty();
    assertThat(choice.after(of(new Verdict.Leak("leaks")), 54, Duration.ofSeconds(20)))
        .containsExactly(Stage.IDLE);
    assertThat(choice.after(of(new Verdict.Plateau("flat", 100)), 54, Duration.ZERO))
        .containsExactly(Stage.ERROR);
  }

  @Test
  void whereGrowthBelowTheSensitivityIsLeftPossibleTheTargetIsWatchedWithoutTraffic() {
    Verdict flat = new Verdict.Plateau("flat", 100);

    assertThat(choice("concurrent").after(of(flat, rulingOut(11)), 54, Duration.ZERO))
        .containsExactly(Stage.IDLE, Stage.ERROR);
    assertThat(choice("concurrent").after(of(flat, rulingOut(9)), 54, Duration.ZERO))
        .containsExactly(Stage.ERROR);
  }

  private static SeriesVerdict rulingOut(double reached) {
    return new SeriesVerdict(
        "jvm.memory.live",
        MetricKind.LIVE_SET,
        Unit.BYTES,
        new Verdict.Plateau("flat", 100),
        Optional.empty(),
        100,
        OptionalDouble.of(reached),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        Optional.empty(),
        54,
        Rates.NONE);
  }

  @Test
  void stagesThatWereAskedForFollowWhateverTheVerdictButACrash() {
    StageChoice choice = choice("concurrent", "sequential", "idle");
    assertThat(choice.after(of(new Verdict.Leak("leaks")), 16, Duration.ZERO))
        .containsExactly(Stage.SEQUENTIAL, Stage.IDLE);
    assertThat(choice.after(of(new Verdict.Crashed("died")), 16, Duration.ZERO)).isEmpty();
  }

  @Test
  void nobodyTellsASimulationOfOnesOwnWhatToSend() {
    Plan own =
        new Plan(
                new ByteSize(100),
                Allowance.DEFAULT,
                Duration.ofMinutes(5),
                8,
                List.of(Plan.STREAMING))
            .withOwnRequests();
    assertThat(own.has(Plan.STREAMING)).isFalse();
    StageChoice choice = new StageChoice(own);
    assertThat(choice.after(of(new Verdict.Plateau("flat", 100)), 54, Duration.ZERO)).isEmpty();
    assertThat(choice.after(of(GROWING), 54, Duration.ZERO))
        .containsExactly(Stage.IDLE, Stage.REPEAT);
    assertThat(choice.reserve()).isZero();
  }

  @Test
  void allStagesOfASimulationOfOnesOwnLeaveItsRequestsAlone() {
    String[] all = Stream.of(Stage.values()).map(Stage::word).toArray(String[]::new);
    Plan own =
        new Plan(new ByteSize(100), Allowance.DEFAULT, Duration.ofMinutes(5), 8, List.of(all))
            .withOwnRequests();
    assertThat(new StageChoice(own).after(of(GROWING), 54, Duration.ZERO))
        .containsExactly(Stage.SEQUENTIAL, Stage.IDLE, Stage.REPEAT, Stage.LADDER);
  }

  @Test
  void noneMeansNone() {
    assertThat(choice("concurrent", Plan.NO_STAGES).after(of(GROWING), 54, Duration.ZERO))
        .isEmpty();
  }

  @Test
  void aStageTakesAFifteenthOfTheBudgetAndThreeSecondsAtLeast() {
    assertThat(choice("concurrent").time()).isEqualTo(Duration.ofSeconds(20));
    assertThat(choice(Duration.ofSeconds(20), "concurrent").time())
        .isEqualTo(Duration.ofSeconds(3));
  }
}
