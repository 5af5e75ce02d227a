package dev.tidemark.experiment;

import dev.tidemark.model.Range;
import dev.tidemark.model.RequestCounts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The stage in which a target that leaks is driven on until it dies, to see how right the
 * projection was.
 *
 * <p>Death is the end of its process, or failures in a row that stop the traffic; it is dated to
 * the first request that failed. A target that ends itself at its first OutOfMemoryError ({@code
 * -XX:+ExitOnOutOfMemoryError}) dates it exactly.
 */
final class LetItDie {
  /** So many times the projection, and no more, is sent. */
  private static final double BEYOND = 2;

  private static final long LEAST = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration PEEK = Duration.ofMillis(2);

  private final Gate gate;
  private final Optional<ProcessHandle> process;

  /**
   * @param pid of the target; of no use where it runs on another machine
   */
  LetItDie(Gate gate, OptionalLong pid) {
    this.gate = gate;
    this.process = pid.isPresent() ? ProcessHandle.of(pid.getAsLong()) : Optional.empty();
  }

  /**
   * How it ended.
   *
   * @param died whether it did
   * @param completed requests of the whole run that were answered before
   * @param seconds that this took
   * @param words what showed it
   */
  record End(boolean died, long completed, double seconds, String words) {}

  /** The most requests that are sent. */
  static long most(Range projection) {
    double high = Double.isFinite(projection.high()) ? projection.high() : projection.low();
    return (long) Math.max(LEAST, BEYOND * high);
  }

  /** Opens the gate for so many requests and waits for the end of the target, or of the bounds. */
  End drive(long requests) throws InterruptedException {
    RequestCounts before = gate.counts();
    long began = System.nanoTime();
    long lastProgress = began;
    RequestCounts seen = before;
    OptionalLong firstFailure = OptionalLong.empty();
    double failedAt = 0;
    gate.open(requests);
    while (true) {
      Thread.sleep(PEEK.toMillis());
      // what ends it is read before the counts, so that these hold the failures that ended it
      boolean gone = processEnded();
      Optional<String> tripped = gate.tripped();
      RequestCounts now = gate.counts();
      double seconds = (System.nanoTime() - began) / 1e9;
      if (now.ended() > seen.ended()) {
        lastProgress = System.nanoTime();
      }
      if (now.failed() > before.failed() && firstFailure.isEmpty()) {
        firstFailure = OptionalLong.of(now.completed());
        failedAt = seconds;
      }
      seen = now;
      long completed = firstFailure.orElse(now.completed());
      double at = firstFailure.isPresent() ? failedAt : seconds;
      if (gone) {
        return new End(true, completed, at, "its process ended");
      }
      if (tripped.isPresent()) {
        return new End(true, completed, at, tripped.get());
      }
      if (System.nanoTime() - lastProgress > SILENCE.toNanos()) {
        return new End(true, completed, at, "no answer for " + SILENCE.toSeconds() + " s");
      }
      if (now.ended() - before.ended() >= requests) {
        return new End(false, now.completed(), seconds, requests + " requests did not kill it");
      }
      if (seconds > PATIENCE.toSeconds()) {
        return new End(
            false, now.completed(), seconds, "it lives after " + PATIENCE.toSeconds() + " s");
      }
    }
  }

  private boolean processEnded() {
    return process.map(one -> !one.isAlive()).orElse(false);
  }
}
