package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static Pace everySecond() {
    return new Pace(index -> Optional.of(Duration.ofSeconds(index)));
  }

  @Test
  void theClockOfARecordingStandsStillWhileTheGateIsClosed() {
    Pace pace = everySecond();
    pace.opened(0);
    assertThat(pace.dueNanos(0, 5)).isZero();
    assertThat(pace.dueNanos(2, 5)).isEqualTo(2_000_000_000L);
    pace.opened(100_000_000_000L);
    assertThat(pace.dueNanos(3, 100_000_000_000L)).isEqualTo(100_000_000_000L);
    assertThat(pace.dueNanos(4, 100_000_000_000L)).isEqualTo(101_000_000_000L);
  }

  @Test
  void aGateGivesNoTicketBeforeItsRequestIsDueAndTakesThatForNoHang() throws InterruptedException {
    Gate gate = new Gate(SentByRoute.ONE, new Pace(i -> Optional.of(Duration.ofHours(i))));
    gate.open(2);
    assertThat(gate.take()).isPresent();
    gate.completed(Duration.ofMillis(1));
    for (int i = 0; i < 20; i++) {
      assertThat(gate.take()).isEmpty();
      Thread.sleep(5);
    }
    assertThat(gate.counts().ended()).isEqualTo(1);
    assertThat(gate.next()).isEqualTo(1);
  }

  @Test
  void withoutTimingARequestIsDueAtOnce() {
    assertThat(Pace.none().dueNanos(7, 42)).isEqualTo(42);
  }
}
