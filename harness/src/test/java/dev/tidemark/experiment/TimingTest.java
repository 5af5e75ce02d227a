package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimingTest {
  /** Forty chunks within two seconds are twenty per second. */
  @Test
  void thePaceOfAStreamCountsItsFirstChunkAndTheWaitForIt() {
    Timing timing = new Timing(Duration.ofSeconds(2), Duration.ofSeconds(1), new long[39], 4_000);
    assertThat(timing.chunksPerSecond()).isEqualTo(20);
    assertThat(timing.timeFor(100)).isEqualTo(Duration.ofSeconds(5));
  }
}
