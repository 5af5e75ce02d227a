package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;

/**
 * Fails one request of five with an exception that is made once for all, to save its stack. What
 * closing adds to it as suppressed stays with it.
 */
final class SuppressedErrors implements Case {
  private static final int FAILING = 5;

  private final Unavailable unavailable = new Unavailable();

  /** Thrown again and again. */
  private static final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unavailable() {
      super("the model is not available");
    }
  }

  /** Something of a request that was closed already. */
  private record Lease(long number) implements AutoCloseable {
    @Override
    public void close() {
      throw new IllegalStateException("lease " + number + " was given back before");
    }
  }

  @Override
  public void onRequest(Call call) {
    if (call.number() % FAILING == 0) {
      try (Lease lease = new Lease(call.number())) {
        if (lease.number() > 0) {
          throw unavailable;
        }
      }
    }
  }
}
