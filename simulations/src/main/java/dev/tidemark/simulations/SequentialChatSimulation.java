package dev.tidemark.simulations;

import java.util.Map;

/** Chat by one user, one request after the other. */
public final class SequentialChatSimulation extends ChatSimulation {
  public SequentialChatSimulation() {
    super(Map.of("concurrency", "1"));
  }
}
