package dev.tidemark.experiment;

import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.model.RequestCounts;
import java.time.Duration;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * The clock of an experiment: lets exactly so many requests of one arm through, then closes, and
 * tells when none is in flight any more. The load generator takes a ticket before each request and
 * gives its end back; the experiment opens the gate and waits. Safe for many threads.
 */
public final class Gate {
  /** So many failures in a row open the circuit breaker. */
  static final int FAILURES_IN_A_ROW = 25;

  private final Histogram latency = LedgerWriter.newHistogram();
  private long remaining;
  private long nextTicket;
  private Opening opening = Opening.of(0);
  private long sinceOpened;
  private long inFlight;
  private long completed;
  private long failed;
  private int failuresInARow;
  private String lastFailure = "";
  private boolean over;
  private boolean tripped;
  private long lastProgressNanos = System.nanoTime();

  /**
   * A ticket for one request: its number says which one to send, counted from 0 over the run, and
   * comes back only where the same requests are to be sent again. Empty while the gate is closed.
   */
  public synchronized OptionalLong take() {
    if (remaining == 0 || over || inFlight >= opening.inFlight()) {
      return OptionalLong.empty();
    }
    remaining--;
    inFlight++;
    long position = sinceOpened++;
    return OptionalLong.of(
        opening.keys().isPresent() ? position % opening.keys().getAsLong() : nextTicket++);
  }

  /** Gives back a ticket whose request was answered as expected. */
  public synchronized void completed(Duration endToEnd) {
    completed++;
    failuresInARow = 0;
    latency.recordValue(Math.max(0, endToEnd.toNanos()));
    ended();
  }

  /**
   * Gives back a ticket whose request was answered otherwise, or not at all.
   *
   * @param why one short line
   */
  public synchronized void failed(String why) {
    failed++;
    lastFailure = why;
    failuresInARow++;
    if (failuresInARow >= FAILURES_IN_A_ROW) {
      tripped = true;
      remaining = 0;
    }
    ended();
  }

  private void ended() {
    inFlight--;
    lastProgressNanos = System.nanoTime();
    if (inFlight == 0 && remaining == 0) {
      notifyAll();
    }
  }

  /** Whether no request will be let through any more: a user may leave. */
  public synchronized boolean over() {
    return over;
  }

  /** Requests so far. */
  public synchronized RequestCounts counts() {
    return new RequestCounts(completed, failed, inFlight);
  }

  /** Opens for so many new requests. */
  void open(long tickets) {
    open(Opening.of(tickets));
  }

  synchronized void open(Opening next) {
    opening = next;
    sinceOpened = 0;
    remaining = next.requests();
    lastProgressNanos = System.nanoTime();
  }

  synchronized void close() {
    remaining = 0;
    if (inFlight == 0) {
      notifyAll();
    }
  }

  synchronized void end() {
    over = true;
    close();
  }

  /** Whether the circuit breaker stopped the traffic. */
  synchronized boolean tripped() {
    return tripped;
  }

  synchronized String lastFailure() {
    return lastFailure;
  }

  /**
   * Waits until the tickets are used up and nothing is in flight.
   *
   * @param stall how long nothing may end before waiting is given up
   * @return whether it drained
   */
  synchronized boolean awaitDrained(Duration stall) throws InterruptedException {
    while (remaining > 0 || inFlight > 0) {
      long idle = System.nanoTime() - lastProgressNanos;
      long left = stall.toNanos() - idle;
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, Math.min(left / 1_000_000, 1_000)));
    }
    return true;
  }

  /** The latencies since the last call, in nanoseconds. */
  synchronized Histogram takeLatency() {
    Histogram taken = latency.copy();
    latency.reset();
    return taken;
  }
}
