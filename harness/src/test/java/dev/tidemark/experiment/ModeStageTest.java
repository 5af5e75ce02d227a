package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

final class ModeStageTest {
  private static final Finding FLAT = finding("rounds", Outcome.STANDS);

  @Test
  void whatGrowsWithAbortedRequestsAloneIsLookedAtWithThese() {
    Opening some = requests(FLAT, finding(Stage.ABORT.word(), Outcome.GROWS)).apply(40);

    assertThat(some.requests()).isEqualTo(40);
    assertThat(some.manners())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one).isInstanceOf(Manner.AbortAfter.class));
  }

  @Test
  void whatGrowsWithFailedRequestsAloneIsLookedAtWithThese() {
    assertThat(requests(FLAT, finding(Stage.ERROR.word(), Outcome.GROWS)).apply(40).manners())
        .containsExactly(new Manner.BadBody());
  }

  @Test
  void whatGrowsWithWholeAnswersIsLookedAtWithPlainRequests() {
    Finding rounds = finding("rounds", Outcome.GROWS);

    assertThat(requests(rounds, finding(Stage.ABORT.word(), Outcome.GROWS)).apply(40).manners())
        .isEqualTo(Opening.of(40).manners());
    assertThat(requests(FLAT, finding(Stage.ABORT.word(), Outcome.STANDS)).apply(40).manners())
        .isEqualTo(Opening.of(40).manners());
  }

  private static LongFunction<Opening> requests(Finding... findings) {
    return ModeStage.requests(
        TargetVerdict.of("a", new Verdict.Growing("it grows", true))
            .findings(List.of(findings))
            .build());
  }

  private static Finding finding(String source, Outcome outcome) {
    return new Finding(source, "jvm.memory.live", outcome, Optional.empty(), "request", "text");
  }
}
