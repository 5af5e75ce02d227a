package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Throughput.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten rounds of twenty requests, sixty in the last: 0.3 s of load and a floor of 0.2 s each. */
final class ThroughputTest {
  private static final long MILLIS = 1_000_000;

  private final Throughput throughput = new Throughput();

  @BeforeEach
  void tenRounds() {
    throughput.rested(-MILLIS * 200, 0);
    for (long began = 0; began < 5_000; began += 500) {
      throughput.loaded(MILLIS * began, MILLIS * (began + 300), began == 4_500 ? 60 : 20);
      throughput.rested(MILLIS * (began + 300), MILLIS * (began + 500));
    }
  }

  @Test
  void usersWhoWaitForEachOtherAreAsFastAsTheOpenGate() {
    assertThat(throughput.requestsPerSecond(200, new Users(200, 0))).isEqualTo(200 / 3.0);
    assertThat(throughput.floorSeconds()).isEqualTo(0.2);
  }

  @Test
  void usersWhoComeAllTheTimeAreAsFastAsTheyCome() {
    assertThat(throughput.requestsPerSecond(260, new Users(200, 80)))
        .as("sixty had come before and waited")
        .isEqualTo(40);
  }

  @Test
  void theLastRoundCountsWhereItWasQuickerAndUsersWaitForEachOther() {
    assertThat(throughput.latelyPerSecond(240, new Users(240, 0))).isEqualTo(200);
    assertThat(throughput.latelyPerSecond(240, new Users(240, 96))).isEqualTo(48);
  }

  @Test
  void aFewWhoCameLateAreNoSignOfAnOpenModel() {
    assertThat(throughput.requestsPerSecond(200, new Users(200, 10))).isEqualTo(200 / 3.0);
  }

  @Test
  void beforeAnythingWasSentItIsOne() {
    assertThat(new Throughput().requestsPerSecond(0, new Users(0, 0))).isEqualTo(1);
  }
}
