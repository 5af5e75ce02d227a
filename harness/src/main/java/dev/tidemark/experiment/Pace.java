package dev.tidemark.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * When the requests of one arm are due by the timing of a recording, whose clock stands still while
 * the gate is closed. For one thread at a time.
 */
final class Pace {
  /** Every request is due once a user is free. */
  static Pace none() {
    return new Pace(index -> Optional.empty());
  }

  private final LongFunction<Optional<Duration>> due;
  private long openedNanos;
  private OptionalLong firstDue = OptionalLong.empty();

  /**
   * @param due how long after the first request of the run each is to be sent
   */
  Pace(LongFunction<Optional<Duration>> due) {
    this.due = due;
  }

  void opened(long nowNanos) {
    openedNanos = nowNanos;
    firstDue = OptionalLong.empty();
  }

  /** When a request is due, by the clock of {@code nowNanos}; now, where there is no timing. */
  long dueNanos(long index, long nowNanos) {
    Optional<Duration> offset = due.apply(index);
    if (offset.isEmpty()) {
      return nowNanos;
    }
    long nanos = offset.get().toNanos();
    if (firstDue.isEmpty()) {
      firstDue = OptionalLong.of(nanos);
    }
    return openedNanos + nanos - firstDue.getAsLong();
  }
}
