package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.SlopeEstimate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StageFindingsTest {
  private static final Plan PLAN =
      new Plan(
          new ByteSize(100), Allowance.DEFAULT, Duration.ofMinutes(5), 8, List.of("concurrent"));

  @Test
  void theSeriesThatExceedsItsAllowanceFirstSaysHowLargeRoundsAreToBe() {
    StageFindings found =
        found(
            of(MetricKind.LIVE_SET, Outcome.GROWS, 385, 396),
            of(MetricKind.DESCRIPTORS, Outcome.GROWS, 1, 1));

    assertThat(found.wanted(PLAN, 20, 24))
        .isCloseTo(1.5 * PLAN.allowance().of(MetricKind.DESCRIPTORS) / 24, within(1e-9));
    assertThat(found.heapGrowth()).isEqualTo(385);
  }

  @Test
  void whereTheSlopeIsNotKnownWellEnoughRoundsGrowByWhatIsMissing() {
    double sensitivity = PLAN.sensitivity().bytes();

    assertThat(
            found(of(MetricKind.LIVE_SET, Outcome.UNDECIDED, -2 * sensitivity, 2 * sensitivity))
                .wanted(PLAN, 20, 24))
        .isCloseTo(20 * 1.3 * 4, within(1e-9));
    assertThat(
            found(of(MetricKind.LIVE_SET, Outcome.UNDECIDED, 0, sensitivity / 10))
                .wanted(PLAN, 20, 24))
        .isEqualTo(40);
  }

  @Test
  void oneSeriesThatGrowsKeepsAStageFromStanding() {
    StageFindings.Of flat = of(MetricKind.LIVE_SET, Outcome.STANDS, 0, 1);

    assertThat(found(flat).stand()).isTrue();
    assertThat(found(flat).grow()).isFalse();
    assertThat(found(flat, of(MetricKind.THREADS, Outcome.GROWS, 1, 1)).stand()).isFalse();
    assertThat(found(flat, of(MetricKind.THREADS, Outcome.GROWS, 1, 1)).grow()).isTrue();
    assertThat(found().isEmpty()).isTrue();
  }

  private static StageFindings found(StageFindings.Of... all) {
    return new StageFindings(List.of(all));
  }

  private static StageFindings.Of of(MetricKind kind, Outcome outcome, double low, double high) {
    SlopeEstimate rate =
        new SlopeEstimate((low + high) / 2, new ConfidenceInterval(low, high, 0.95));
    return new StageFindings.Of(
        kind,
        new Finding("abort", kind.name(), outcome, Optional.of(rate), "aborted request", "text"));
  }
}
