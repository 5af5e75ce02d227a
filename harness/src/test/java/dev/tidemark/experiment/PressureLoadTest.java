package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Range;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PressureLoadTest {
  private static final Verdict LEAK = new Verdict.Leak("grows");

  private static TargetVerdict threads(Verdict verdict, double perRequest) {
    SeriesVerdict threads =
        new SeriesVerdict(
            "jvm.thread.count",
            MetricKind.THREADS,
            Unit.COUNT,
            verdict,
            Optional.of(
                new SlopeEstimate(
                    perRequest, new ConfidenceInterval(perRequest, perRequest, 0.95))),
            0.01,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0,
            Optional.empty(),
            54,
            Rates.NONE);
    return TargetVerdict.of("one", verdict).series(List.of(threads)).build();
  }

  @Test
  void whereNothingGrowsThereIsPlenty() {
    TargetVerdict flat = threads(new Verdict.Plateau("flat", 0.01), 0.5);
    assertThat(PressureLoad.most(8, flat)).isEqualTo(16_000);
  }

  @Test
  void whereMemoryGrowsASmallShareOfWhatIsLeft() {
    TargetVerdict leak =
        TargetVerdict.of("one", LEAK)
            .requestsToLimit(Optional.of(new Range(20_000, 30_000)))
            .build();
    assertThat(PressureLoad.most(8, leak)).isEqualTo(1_000);
  }

  @Test
  void whereThreadsGrowAFewHundredMoreOfThem() {
    assertThat(PressureLoad.most(8, threads(LEAK, 1))).isEqualTo(256);
    assertThat(PressureLoad.most(8, threads(LEAK, 0.1))).isEqualTo(2_560);
    assertThat(PressureLoad.most(8, threads(LEAK, 1_000))).isEqualTo(1);
    assertThat(PressureLoad.most(8, threads(LEAK, 0))).isEqualTo(16_000);
  }
}
