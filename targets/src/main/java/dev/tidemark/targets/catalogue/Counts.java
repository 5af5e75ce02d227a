package dev.tidemark.targets.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many requests came, and how they ended. */
final class Counts {
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong aborted = new AtomicLong();
  private final AtomicInteger inFlight = new AtomicInteger();

  /** Counts a request that came, and returns its number. */
  long arrived() {
    return served.incrementAndGet();
  }

  /** Counts a request that is under way from now on, and returns how many are. */
  int begun() {
    return inFlight.incrementAndGet();
  }

  void ended() {
    inFlight.decrementAndGet();
  }

  void refused() {
    refused.incrementAndGet();
  }

  void failed() {
    failed.incrementAndGet();
  }

  void aborted() {
    aborted.incrementAndGet();
  }

  long served() {
    return served.get();
  }

  void describe(ObjectNode stats) {
    stats
        .put("requestsServed", served.get())
        .put("refused", refused.get())
        .put("failed", failed.get())
        .put("aborted", aborted.get());
  }
}
