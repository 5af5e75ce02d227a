package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Range;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Duration PLENTY = Duration.ofMinutes(3);

  private static Tick floor(int segment, double seconds) {
    return new Tick(
        "one",
        Tick.Kind.FLOOR,
        segment,
        1,
        Math.round(seconds * 1e9),
        Instant.EPOCH,
        RequestCounts.NONE,
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        Map.of());
  }

  private static final List<Tick> ROWS =
      List.of(floor(0, 100), floor(0, 112), floor(1, 115), floor(1, 137));

  private static TargetVerdict leak(double secondsToLimit) {
    return TargetVerdict.of("one", new Verdict.Leak("grows"))
        .secondsToLimit(
            secondsToLimit > 0
                ? Optional.of(new Range(secondsToLimit / 2, secondsToLimit))
                : Optional.empty())
        .build();
  }

  @Test
  void theRoundsThatShowItCountAndNoSmallerOnesBefore() {
    assertThat(Watch.missing(leak(0), ROWS, 1, PLENTY)).isEqualTo(Duration.ofSeconds(48));
    assertThat(Watch.missing(leak(0), ROWS, 0, PLENTY)).isEqualTo(Duration.ofSeconds(58));
    assertThat(Watch.missing(leak(0), List.of(floor(1, 5), floor(1, 80)), 1, PLENTY)).isZero();
  }

  @Test
  void whatWouldHaveDiedIsWatchedForNoLonger() {
    assertThat(Watch.missing(leak(9), ROWS, 1, PLENTY)).isEqualTo(Duration.ofSeconds(9));
    assertThat(Watch.missing(leak(2), ROWS, 1, PLENTY)).isZero();
    assertThat(Watch.missing(leak(900), ROWS, 1, PLENTY)).isEqualTo(Duration.ofSeconds(48));
  }

  @Test
  void theBudgetIsKept() {
    assertThat(Watch.missing(leak(0), ROWS, 1, Duration.ofSeconds(20)))
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(Watch.missing(leak(0), ROWS, 1, Duration.ofSeconds(-1))).isZero();
    assertThat(Watch.missing(leak(0), List.of(), 1, PLENTY)).isZero();
  }
}
