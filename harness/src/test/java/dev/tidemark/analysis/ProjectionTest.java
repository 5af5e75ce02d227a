package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Range;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.UsableMemory;
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

  @Test
  void whatTheCollectorCannotFillIsNoRoom() {
    Limit limit =
        new Limit(
            new ByteSize(10_000),
            "-Xmx",
            new UsableMemory(new ByteSize(8_000), new ByteSize(9_000), new ByteSize(0)));
    assertThat(Projection.requestsToLimit(new ByteSize(2_000), limit, slope(10, 20)))
        .isEqualTo(new Range(300, 700));
  }

  @Test
  void regionsEndInGapsAndTheCollectorKeepsThree() {
    Limit limit =
        new Limit(
            new ByteSize(10_000),
            "-Xmx",
            new UsableMemory(new ByteSize(10_000), new ByteSize(10_000), new ByteSize(100)));
    Range room = Projection.room(0, limit, slope(20, 20), new Range(0, 0));
    assertThat(room).isEqualTo(new Range(10_000 * 0.8 - 300, 10_000));
    Range large = Projection.room(0, limit, slope(900, 900), new Range(0, 0));
    assertThat(large.low()).isEqualTo(10_000 * 0.5 - 300);
  }

  @Test
  void whatIsInFlightAtTheEndTakesRoom() {
    Range room = Projection.room(2_000, LIMIT, slope(1, 1), new Range(100, 700));
    assertThat(room).isEqualTo(new Range(7_300, 7_900));
  }

  private static Range project(long now, SlopeEstimate slope) {
    return Projection.requestsToLimit(new ByteSize(now), LIMIT, slope);
  }

  private static SlopeEstimate slope(double low, double high) {
    return new SlopeEstimate((low + high) / 2, new ConfidenceInterval(low, high, 0.95));
  }
}
