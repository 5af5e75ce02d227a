package dev.tidemark.probe;

import java.time.Duration;

/** The moment on a monotonic clock at which somebody stops waiting. */
public final class Deadline {
  private static final Duration FOREVER = Duration.ofDays(10_000);

  private final Ticker ticker;
  private final Duration allowed;
  private final long start;

  private Deadline(Ticker ticker, Duration allowed) {
    this(ticker, allowed, ticker.nanos());
  }

  private Deadline(Ticker ticker, Duration allowed, long start) {
    this.ticker = ticker;
    this.allowed = allowed;
    this.start = start;
  }

  /**
   * A deadline that much later than now.
   *
   * @throws IllegalArgumentException if the time is not positive
   */
  public static Deadline after(Duration allowed, Ticker ticker) {
    if (allowed.isNegative() || allowed.isZero()) {
      throw new IllegalArgumentException(
          "a deadline " + allowed + " from now is over already; allow a positive time");
    }
    return new Deadline(ticker, allowed.compareTo(FOREVER) > 0 ? FOREVER : allowed);
  }

  /** The time between its creation and the deadline. */
  public Duration allowed() {
    return allowed;
  }

  /** A deadline that much later than this one. */
  public Deadline plus(Duration grace) {
    return new Deadline(ticker, allowed.plus(grace), start);
  }

  /** The time left, zero when it has passed. */
  public Duration remaining() {
    long left = allowed.toNanos() - (ticker.nanos() - start);
    return Duration.ofNanos(Math.max(0, left));
  }

  public boolean expired() {
    return remaining().isZero();
  }

  @Override
  public String toString() {
    return Durations.words(allowed);
  }
}
