package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  private static final SlopeEstimate SLOPE =
      new SlopeEstimate(10, new ConfidenceInterval(-20, 40, 0.95));

  @Test
  void aRecordingThatCountsNoRequestsRulesOutGrowthPerHour() {
    assertThat(Phrases.ruledOut(series(Optional.empty(), Rates.NONE.withPerHour(SLOPE))))
        .isEqualTo("no leak of 62 B per hour or more (asked: 100 B)");
  }

  @Test
  void growthPerHourBesideGrowthPerRequestChangesNothing() {
    assertThat(Phrases.ruledOut(series(Optional.of(SLOPE), Rates.NONE.withPerHour(SLOPE))))
        .isEqualTo("no leak of 62 B per request or more (asked: 100 B)");
  }

  @Test
  void whatRequestsDoNotDriveHasNoRatePerRequest() {
    assertThat(Phrases.perRequest(suspect(0.25, 8))).isEqualTo("+0.250 per request");
    assertThat(Phrases.perRequest(suspect(0, 3))).isEqualTo("+0.000 per request");
    assertThat(Phrases.perRequest(suspect(0, 0))).isEmpty();
  }

  private static Suspect suspect(double perRequest, double bytes) {
    return new Suspect("descriptor", "/var/data", perRequest, bytes, false, "", "");
  }

  private static SeriesVerdict series(Optional<SlopeEstimate> slope, Rates rates) {
    return new SeriesVerdict(
        "floor",
        MetricKind.LIVE_SET,
        Unit.BYTES,
        new Verdict.Plateau("level", 100),
        slope,
        100,
        OptionalDouble.of(62),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        Optional.empty(),
        60,
        rates);
  }
}
