package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Range;
import dev.tidemark.model.SlopeEstimate;
import org.junit.jupiter.api.Test;

class ProjectionTest {
  private static final Limit LIMIT = new Limit(new ByteSize(10_000), "-Xmx");

  @Test
  void bothEndsOfTheIntervalBecomeRequests() {
    assertThat(project(2_000, slope(10, 20))).isEqualTo(new Range(400, 800));
  }

  @Test
  void whatMayNotGrowMayNeverReachTheLimit() {
    assertThat(project(2_000, slope(-1, 20))).isEqualTo(new Range(400, Double.POSITIVE_INFINITY));
    assertThat(project(2_000, slope(-2, -1)).low()).isInfinite();
  }

  @Test
  void beyondTheLimitNoRequestIsLeft() {
    assertThat(project(12_000, slope(-1, 20))).isEqualTo(new Range(0, 0));
  }

  private static Range project(long now, SlopeEstimate slope) {
    return Projection.requestsToLimit(new ByteSize(now), LIMIT, slope);
  }

  private static SlopeEstimate slope(double low, double high) {
    return new SlopeEstimate((low + high) / 2, new ConfidenceInterval(low, high, 0.95));
  }
}
