package dev.tidemark.experiment;

import dev.tidemark.model.RequestCounts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * The clock of an experiment: lets exactly so many requests of one arm through, then closes, and
 * tells when none is in flight any more. The load generator takes a ticket before each request and
 * gives it back by exactly one end; the experiment opens the gate and waits. Safe for many threads.
 */
public final class Gate {
  private final CircuitBreaker breaker = new CircuitBreaker();
  private final Latencies latencies = new Latencies();
  private final StreamShapes shapes = new StreamShapes();
  private CompletableFuture<Void> release = CompletableFuture.completedFuture(null);
  private long remaining;
  private long nextTicket;
  private Opening opening = Opening.of(0);
  private long sinceOpened;
  private long openedNanos = System.nanoTime();
  private long inFlight;
  private long held;
  private long completed;
  private Optional<String> ranOutOfMemory = Optional.empty();
  private long failed;
  private long aborted;
  private long unknown;
  private boolean over;
  private boolean ownTime;
  private boolean wasOpened;
  private long came;
  private long cameWhileShut;
  private long lastProgressNanos = System.nanoTime();
  private final SentByRoute routes;
  private final Pace pace;

  /** The gate of requests that all go to one route, as soon as users are free. */
  public Gate() {
    this(SentByRoute.ONE, Pace.none());
  }

  Gate(SentByRoute routes, Pace pace) {
    this.routes = routes;
    this.pace = pace;
  }

  /** A ticket for one request; empty while the gate is closed, or before the next is due. */
  public synchronized Optional<Ticket> take() {
    if (remaining == 0 || over || inFlight >= opening.inFlight()) {
      return Optional.empty();
    }
    boolean again = opening.keys().isPresent();
    long position = sinceOpened;
    long index = again ? position % opening.keys().getAsLong() : nextTicket;
    long now = System.nanoTime();
    long due = dueNanos(index, now);
    if (due - now > 0) {
      if (inFlight == 0) {
        progress();
      }
      return Optional.empty();
    }
    remaining--;
    inFlight++;
    sinceOpened++;
    nextTicket += again ? 0 : 1;
    routes.count(index);
    return Optional.of(new Ticket(index, opening.manner(position), due));
  }

  private long dueNanos(long index, long now) {
    if (opening.perSecond().isPresent()) {
      return openedNanos + opening.dueAfterNanos(sinceOpened);
    }
    return opening.keys().isPresent() ? now : pace.dueNanos(index, now);
  }

  /** Ends a request that was answered as expected. */
  public synchronized void completed(Duration endToEnd) {
    mustBeInFlight();
    latencies.endToEnd(endToEnd);
    completed++;
    succeeded();
  }

  /** Ends a request that was answered as expected, with a body of so many bytes. */
  public synchronized void completed(Duration endToEnd, long bodyBytes) {
    mustBeInFlight();
    latencies.body(bodyBytes);
    completed(endToEnd);
  }

  /** Ends a request that was answered as expected, by a stream. */
  public synchronized void completed(Timing timing) {
    mustBeInFlight();
    latencies.record(timing);
    shapes.saw(timing);
    completed++;
    succeeded();
  }

  /** Ends a request whose answer was given up as its ticket asked. */
  public synchronized void aborted() {
    mustBeInFlight();
    aborted++;
    succeeded();
  }

  /** Ends a request whose answer was given up as its ticket asked, after some of it. */
  public synchronized void aborted(Timing timing) {
    mustBeInFlight();
    latencies.beginning(timing);
    aborted();
  }

  /**
   * Ends a request that was answered otherwise than expected, or whose answer broke off.
   *
   * @param why one short line
   */
  public synchronized void failed(String why) {
    mustBeInFlight();
    ranOutOfMemory = ranOutOfMemory.or(() -> OutOfMemoryWords.in(why));
    failed++;
    if (opening.failuresExpected()) {
      succeeded();
    } else {
      wentWrong(why);
    }
  }

  /**
   * Ends a request that the target refused to serve: 429 or 503.
   *
   * @param why one short line
   */
  public synchronized void refused(String why) {
    failed(why);
  }

  /**
   * Ends a request that had no answer within the load generator's patience. That is no progress:
   * where nothing but this happens, the target hangs.
   */
  public synchronized void timedOut() {
    mustBeInFlight();
    unknown++;
    long lastAnswer = lastProgressNanos;
    wentWrong("no answer in time");
    lastProgressNanos = lastAnswer;
  }

  /**
   * Ends a request of which it cannot be known whether the target served it: the connection was cut
   * before its answer began.
   *
   * @param why one short line
   */
  public synchronized void unknown(String why) {
    mustBeInFlight();
    unknown++;
    if (opening.failuresExpected()) {
      succeeded();
    } else {
      wentWrong(why);
    }
  }

  private void mustBeInFlight() {
    if (inFlight == 0) {
      throw new IllegalStateException("a request ended that was not in flight, or ended twice");
    }
  }

  private void succeeded() {
    breaker.succeeded();
    ended();
  }

  private void wentWrong(String why) {
    breaker.wentWrong(why);
    if (breaker.tripped().isPresent()) {
      remaining = 0;
    }
    ended();
  }

  private void ended() {
    inFlight--;
    progress();
    if (inFlight == 0 && remaining == 0) {
      notifyAll();
    }
  }

  private void progress() {
    lastProgressNanos = System.nanoTime();
  }

  /** Says that the stream of a ticket that asks to be held is open and read no further. */
  public synchronized void held() {
    held++;
    progress();
    notifyAll();
  }

  /** Completes when streams that are held are to be read on. */
  public synchronized CompletableFuture<Void> released() {
    return release.copy();
  }

  /**
   * Says that users come when they like, or never: that nobody takes a ticket for long is no sign
   * of a target that hangs.
   */
  public synchronized void usersComeInTheirOwnTime() {
    ownTime = true;
  }

  /** Says that a user came, who will take a ticket once there is one. */
  public synchronized void arrived() {
    if (wasOpened) {
      came++;
      cameWhileShut += remaining == 0 && inFlight == 0 ? 1 : 0;
    }
  }

  /** The users who said so since requests were first let through. */
  synchronized Throughput.Users users() {
    return new Throughput.Users(came, cameWhileShut);
  }

  /** Whether no request will be let through any more: a user may leave. */
  public synchronized boolean over() {
    return over;
  }

  /** Requests so far. */
  public synchronized RequestCounts counts() {
    return new RequestCounts(completed, failed, aborted, unknown, inFlight);
  }

  /** What is to be said of how streams arrived. */
  synchronized Optional<String> streamNote() {
    return shapes.note();
  }

  /** The index of the next new request. */
  synchronized long next() {
    return nextTicket;
  }

  /** Requests sent so far by route; empty where there is one only. */
  synchronized SortedMap<String, Long> sentByRoute() {
    return routes.counts();
  }

  /** Opens for so many new requests. */
  void open(long tickets) {
    open(Opening.of(tickets));
  }

  void open(Opening next) {
    release();
    synchronized (this) {
      opening = next;
      wasOpened = true;
      sinceOpened = 0;
      openedNanos = System.nanoTime();
      held = 0;
      release = new CompletableFuture<>();
      remaining = next.requests();
      pace.opened(System.nanoTime());
      progress();
    }
  }

  void close() {
    synchronized (this) {
      remaining = 0;
      if (inFlight == 0) {
        notifyAll();
      }
    }
    release();
  }

  /** Lets the streams that are held be read on. */
  void release() {
    CompletableFuture<Void> now;
    synchronized (this) {
      now = release;
    }
    now.complete(null);
  }

  void end() {
    synchronized (this) {
      over = true;
    }
    close();
  }

  /** Why the circuit breaker stopped the traffic; empty while it did not. */
  synchronized Optional<String> tripped() {
    return breaker.tripped();
  }

  /** The first OutOfMemoryError that the target answered with. */
  synchronized Optional<String> ranOutOfMemory() {
    return ranOutOfMemory;
  }

  /** Of the last request that failed; empty where none did. */
  synchronized String lastFailure() {
    return breaker.lastFailure();
  }

  /**
   * Waits until so many streams are held, or as many requests ended meanwhile.
   *
   * @param patience how long at most
   * @return how many are held
   */
  synchronized long awaitHeld(long streams, Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (held < streams && (remaining > 0 || inFlight > held)) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        break;
      }
      wait(Math.max(1, Math.min(left / 1_000_000, 100)));
    }
    return Math.min(held, inFlight);
  }

  /**
   * Waits until the tickets are used up and nothing is in flight.
   *
   * @param stall how long nothing may end before waiting is given up
   * @return whether it drained
   */
  synchronized boolean awaitDrained(Duration stall) throws InterruptedException {
    while (remaining > 0 || inFlight > 0) {
      if (ownTime && inFlight == 0) {
        progress();
      }
      long idle = System.nanoTime() - lastProgressNanos;
      long left = stall.toNanos() - idle;
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, Math.min(left / 1_000_000, 1_000)));
    }
    return true;
  }

  /** The end-to-end latencies since the last call, in nanoseconds. */
  Histogram takeLatency() {
    return takeLatencies().getOrDefault(Latencies.END_TO_END, Latencies.none());
  }

  /** All latencies since the last call, by what they measure, in nanoseconds. */
  synchronized Map<String, Histogram> takeLatencies() {
    return latencies.take();
  }
}
