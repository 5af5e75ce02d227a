package dev.tidemark.probe;

/** A monotonic clock: only differences mean anything. */
@FunctionalInterface
public interface Ticker {
  /** The machine's monotonic clock. */
  Ticker SYSTEM = System::nanoTime;

  long nanos();
}
