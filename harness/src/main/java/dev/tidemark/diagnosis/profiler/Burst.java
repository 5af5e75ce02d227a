package dev.tidemark.diagnosis.profiler;

import java.time.Instant;

/** Requests that were sent in a row, and had all ended before the next such row. */
public record Burst(Instant from, Instant to, long requests) {
  boolean has(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
